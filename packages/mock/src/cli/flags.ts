import type { ParseArgsConfig } from "node:util";
import { clientFlags, type Flag } from "../clients/client-options.js";
import { behaviors, DEFAULT_PROVIDER } from "../provider/registry.js";

/** What the flags that say nothing of the client are given. */
export interface GeneralValues {
  readonly port?: string;
  readonly clients?: string;
  readonly people?: string;
  readonly "only-these-people"?: boolean;
  readonly provider?: string[];
  readonly "auto-continue"?: boolean;
  readonly fault?: string[];
  readonly host?: string;
  readonly "allow-remote"?: boolean;
  readonly help?: boolean;
  readonly version?: boolean;
}

type General = Flag & { readonly type: "string" | "boolean"; readonly multiple?: true };

const providers = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(Object.keys(behaviors));

/** In the order of `--help`. */
const generalFlags: Readonly<Record<keyof GeneralValues, General>> = {
  port: {
    type: "string",
    value: "<number>",
    help: ["port to listen on (default 3001; 0 for any free one)"],
  },
  clients: {
    type: "string",
    value: "<file>",
    help: ["several clients, in a JSON file, instead of the options above"],
  },
  people: { type: "string", value: "<file>", help: ["more people to log in as, in a JSON file"] },
  "only-these-people": { type: "boolean", value: "", help: ["without the people that are there by default"] },
  provider: {
    type: "string",
    multiple: true,
    value: "<id>",
    help: [
      `provider to simulate: ${providers} (default ${DEFAULT_PROVIDER})`,
      "may be repeated: the next one listens on the next port, and has the redirect",
      "URI with its id at the end",
    ],
  },
  "auto-continue": {
    type: "boolean",
    value: "",
    help: ["a login_hint that is a person’s e-mail logs them in without a page"],
  },
  fault: {
    type: "string",
    multiple: true,
    value: "<name>[=value][,setting=value]",
    help: ["the next answer is false; may be repeated. Faults and what stands", "after = are listed below"],
  },
  host: {
    type: "string",
    value: "<name>",
    help: ["name under which the provider is reached (default localhost)"],
  },
  "allow-remote": {
    type: "boolean",
    value: "",
    help: ["listens on all addresses: needed for a --host that is not this machine"],
  },
  help: { type: "boolean", value: "", help: ["show this text"] },
  version: { type: "boolean", value: "", help: ["show the version"] },
};

const { port, ...others } = generalFlags;

/** Every flag, in the order of `--help`. */
export const flags: readonly (General & { readonly name: string })[] = [
  { name: "port", ...port },
  ...clientFlags.map(({ name, multiple, value, help }) => {
    return { name, type: "string" as const, value, help, ...(multiple && { multiple }) };
  }),
  ...Object.entries<General>(others).map(([name, flag]) => ({ name, ...flag })),
];

/** The flags as Node reads them. */
export const parsedFlags: NonNullable<ParseArgsConfig["options"]> = Object.fromEntries(
  flags.map(({ name, type, multiple }) => [name, { type, multiple: multiple ?? false }]),
);
