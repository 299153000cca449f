import type { Logger } from "../logger.js";
import { nearest } from "./nearest.js";
import type { AuthOptions } from "./options.js";
import { SETTINGS } from "./settings-table.js";

/** The environment variables that give a setting, by the name of its option. */
const VARIABLES: ReadonlyMap<string, string> = new Map(
  Object.entries(SETTINGS).flatMap(([option, { variable }]) => (variable ? [[option, variable]] : [])),
);

/** The options completed from the environment. An empty variable counts as absent, as a line `NAME=` in a file means. */
export function withEnvironment(
  options: AuthOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const fromEnvironment = [...VARIABLES]
    .map(([option, variable]) => [option, environment[variable]?.trim()] as const)
    .filter(([, value]) => value);
  // Without a variable an undefined option is not the same as none: a restriction may have been meant.
  const given = Object.entries(options).filter(
    ([option, value]) => value !== undefined || !VARIABLES.has(option),
  );
  return { ...Object.fromEntries(fromEnvironment), ...Object.fromEntries(given) };
}

/** Logs each variable that looks like one of ours and is none: what it was to set has another value now. */
export function warnOfUnknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  logger: Logger,
): void {
  const known = [...VARIABLES.values()];
  for (const name of Object.keys(environment)) {
    if (!name.startsWith("MONCOMPTEPRO_") || known.includes(name)) continue;
    const meant = nearest(name, known);
    logger.warn(`The variable ${name} is unknown${meant ? `: did you mean ${meant}?` : "."}`);
  }
}

/** How a setting is called in a message: the option and, where there is one, its variable. */
export function settingName(option: string): string {
  const variable = VARIABLES.get(option);
  return variable ? `${variable} (option ${option})` : `Option ${option}`;
}
