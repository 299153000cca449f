import { readFileSync } from "node:fs";
import { parseArgs, type ParseArgsConfig } from "node:util";
import { MockOptionsError } from "../options-error.js";
import type { MockProviderOptions, SimulatedProvider } from "../options.js";
import { type FaultFlag, readFaultFlag } from "./fault-flag.js";

/** What a command line asks for. */
export interface CommandLine {
  /** Print this and stop. */
  readonly show?: "help" | { readonly version: string };
  readonly options: MockProviderOptions;
  /** Armed once the provider is there. */
  readonly faults: readonly FaultFlag[];
}

const text = { type: "string" } as const;
const texts = { type: "string", multiple: true } as const;
const flag = { type: "boolean" } as const;

const flags = {
  port: text,
  "client-id": text,
  "client-secret": text,
  "redirect-uri": texts,
  "post-logout-redirect-uri": texts,
  scope: text,
  "id-token-signed-response-alg": text,
  "userinfo-signed-response-alg": text,
  provider: text,
  "backchannel-logout-uri": text,
  "auto-continue": flag,
  "allow-remote": flag,
  host: text,
  fault: texts,
  help: flag,
  version: flag,
} satisfies ParseArgsConfig["options"];

/**
 * Reads a command line.
 *
 * @throws MockOptionsError for an unknown flag or a value that cannot be
 */
export function readArguments(args: readonly string[]): CommandLine {
  const values = parse(args);
  if (values.help) return { show: "help", options: {}, faults: [] };
  if (values.version) return { show: { version: version() }, options: {}, faults: [] };

  const given = {
    provider: values.provider as SimulatedProvider | undefined,
    port: port(values.port ?? "3001"),
    clientId: values["client-id"],
    clientSecret: values["client-secret"],
    redirectUris: values["redirect-uri"],
    postLogoutRedirectUris: values["post-logout-redirect-uri"],
    scope: values.scope,
    idTokenSignedResponseAlg: values["id-token-signed-response-alg"],
    userinfoSignedResponseAlg: values["userinfo-signed-response-alg"],
    backchannelLogoutUri: values["backchannel-logout-uri"],
    autoContinue: values["auto-continue"],
    allowRemote: values["allow-remote"],
    host: values.host,
  };
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  return { options, faults: (values.fault ?? []).map(readFaultFlag) };
}

function parse(args: readonly string[]): ReturnType<typeof parseArgs<{ options: typeof flags }>>["values"] {
  try {
    return parseArgs({ args: [...args], options: flags }).values;
  } catch (cause) {
    const [sentence] = (cause instanceof Error ? cause.message : String(cause)).split(/\. |\n/);
    throw new MockOptionsError(`${sentence}. Try --help.`, { cause });
  }
}

function port(value: string): number {
  const number = Number(value);
  if (/^\d+$/.test(value) && number <= 65_535) return number;
  throw new MockOptionsError(`--port must be a whole number from 0 to 65535, not "${value}".`);
}

function version(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  return (manifest as { version: string }).version;
}
