import type { Flag } from "../clients/client-options.js";
import { faultCatalogue } from "../faults/fault-catalogue.js";
import { defaultEndpointOf, mainSettingOf } from "../faults/fault-kind.js";
import { flags } from "./flags.js";

/** What `--help` prints. */
export const helpText: string = `moncomptepro-mock: MonComptePro, or ProConnect, on your own machine, for development and tests.

Usage: moncomptepro-mock [options]

${flags.map(flagRow).join("\n")}

Faults:

${faultList()}

  --fault slow_answer=token,seconds=3    settings follow after commas
  --fault expired,times=unlimited        once, unless times says how often; client=<id> and person=<id> narrow it

An unofficial tool: it has no link with the services of the French State. It listens on this machine only.`;

function flagRow({ name, value, help }: Flag & { readonly name: string }): string {
  return row(`--${name} ${value}`.trim(), help);
}

function row(usage: string, lines: readonly string[]): string {
  return `  ${usage.padEnd(38)} ${lines.join(`\n${" ".repeat(41)}`)}`;
}

function faultList(): string {
  return Object.entries(faultCatalogue)
    .map(([name, kind]) => {
      const main = mainSettingOf(kind);
      const usual = main === "endpoint" ? defaultEndpointOf(kind) : kind.settings?.[main ?? ""]?.default;
      const given = usual === undefined ? `=<${main}>` : `[=<${main}>]`;
      return row(main === undefined ? name : name + given, [kind.description]);
    })
    .join("\n");
}
