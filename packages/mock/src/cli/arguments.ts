import { parseArgs } from "node:util";
import { readClientFile } from "../clients/client-file.js";
import { clientFlags } from "../clients/client-options.js";
import { readPeopleFile } from "../files/people-file.js";
import { MockOptionsError } from "../options-error.js";
import type { MockProviderOptions, SimulatedProvider } from "../options.js";
import { personas } from "../people/personas.js";
import { DEFAULT_PROVIDER, findBehavior } from "../provider/registry.js";
import { DEFAULT_REDIRECT_URI } from "../settings.js";
import { checkClientFlags, readClientFlags, type FlagValues } from "./client-flags.js";
import { readFaultFlag, type FaultFlag } from "./fault-flag.js";
import { parsedFlags, type GeneralValues } from "./flags.js";

/** What a command line asks for. */
export interface CommandLine {
  /** Print this and stop. */
  readonly show?: "help" | "version";
  /** Of each provider to start. */
  readonly options: readonly MockProviderOptions[];
  /** Armed once the provider is there. */
  readonly faults: readonly FaultFlag[];
}

type Values = GeneralValues & FlagValues;

/**
 * Reads a command line, and the files that it names.
 *
 * @throws MockOptionsError for an unknown flag or a value that cannot be
 */
export function readArguments(args: readonly string[]): CommandLine {
  const values = parse(args);
  if (values.help) return { show: "help", options: [], faults: [] };
  if (values.version) return { show: "version", options: [], faults: [] };

  const [first = DEFAULT_PROVIDER, ...others] = values.provider ?? [];
  if (others.length > 0) requireOneClient([first, ...others], values);
  const options = [first, ...others].map((provider, index) => ({
    ...optionsFor(provider, values),
    ...(index > 0 && ofNext(provider, index, values)),
  }));
  return { options, faults: (values.fault ?? []).map(readFaultFlag) };
}

function optionsFor(provider: string, values: Values): MockProviderOptions {
  const given = {
    provider: provider as SimulatedProvider,
    port: port(values.port ?? "3001"),
    ...readClientFlags(values),
    autoContinue: values["auto-continue"],
    allowRemote: values["allow-remote"],
    host: values.host,
    clients: clients(provider, values),
    personas: people(provider, values),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
}

/** What tells several providers apart: each has a port and redirect URIs of its own, as the server helper has them. */
function ofNext(provider: string, index: number, values: Values): MockProviderOptions {
  const wanted = port(values.port ?? "3001");
  const uris = readClientFlags(values).redirectUris ?? [DEFAULT_REDIRECT_URI];
  return {
    // Any free port is another one each time.
    port: wanted === 0 ? 0 : port(String(wanted + index)),
    redirectUris: uris.map((uri) => `${uri.replace(/\/$/, "")}/${provider}`),
  };
}

/** Files and faults are of one provider. */
function requireOneClient(providers: readonly string[], values: Values): void {
  if (new Set(providers).size < providers.length)
    throw new MockOptionsError("--provider names the same provider twice.");
  const single = (["clients", "people", "fault"] as const).find((name) => values[name] !== undefined);
  if (single) throw new MockOptionsError(`--${single} needs a single --provider.`);
}

function clients(provider: string, values: Values): MockProviderOptions["clients"] {
  // A provider that is unknown is reported by what starts it.
  const behavior = findBehavior(provider);
  if (behavior === undefined) return undefined;
  checkClientFlags(values, behavior.profile);
  if (values.clients === undefined) return undefined;
  const both = clientFlags.find(({ name }) => values[name] !== undefined);
  if (both !== undefined) {
    throw new MockOptionsError(
      `--${both.name} and --clients exclude each other: write it into ${values.clients}.`,
    );
  }
  return readClientFile(values.clients, behavior.profile);
}

function people(provider: string, values: Values): MockProviderOptions["personas"] {
  const isAlone = values["only-these-people"] === true;
  const builtIn = findBehavior(provider)?.personas ?? personas;
  if (values.people !== undefined) return readPeopleFile(values.people, isAlone ? [] : builtIn);
  if (isAlone) throw new MockOptionsError("--only-these-people needs --people <file>.");
  return undefined;
}

function parse(args: readonly string[]): Values {
  try {
    return parseArgs({ args: [...args], options: parsedFlags }).values;
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
