import type { Log } from "../logger.js";
import { nearest } from "./nearest.js";
import type { AuthOptions } from "./options.js";
import type { Problem } from "./problem.js";
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

/**
 * Refuses values that hold what belongs to their file: Docker, systemd and many platforms hand quotes and comments over as
 * a part of the value, and the provider would only say that the client is unknown.
 *
 * @param wanted - the settings that are read; by default all
 */
export function refuseFileSyntax(
  options: AuthOptions,
  environment: Readonly<Record<string, string | undefined>>,
  problems: Problem[],
  wanted: readonly string[] = [...VARIABLES.keys()],
): void {
  for (const [setting, variable] of VARIABLES) {
    // An option wins over its variable.
    const isRead = wanted.includes(setting) && (options as Record<string, unknown>)[setting] === undefined;
    if (!isRead) continue;
    const message = fileSyntax((environment[variable] ?? "").trim());
    if (message === undefined) continue;
    // What else is wrong with the value comes from there.
    const others = problems.filter((problem) => problem.setting !== setting);
    problems.splice(0, problems.length, ...others, { setting, message });
  }
}

function fileSyntax(value: string): string | undefined {
  if (/^(["']).*\1$/s.test(value)) return "has quotes around it: take them away";
  if (/\s#/.test(value) && !isKey(value)) return "holds a comment: write it on a line of its own";
  return undefined;
}

/** A JWK or a PEM is a text of its own form. */
const isKey = (value: string): boolean => /^(\{|-----BEGIN)/.test(value);

/** Logs each variable that looks like one of ours and is none: what it was to set has another value now. */
export function warnOfUnknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  logger: Log,
): void {
  const known = [...VARIABLES.values()];
  for (const name of Object.keys(environment)) {
    if (!name.startsWith("MONCOMPTEPRO_") || known.includes(name)) continue;
    const meant = nearest(name, known);
    logger.warn(
      "variable_unknown",
      `The variable ${name} is unknown${meant ? `: did you mean ${meant}?` : "."}`,
    );
  }
}

/** How a setting is called in a message: the option and, where there is one, its variable. */
export function settingName(option: string): string {
  const variable = VARIABLES.get(option);
  return variable ? `${variable} (option ${option})` : `Option ${option}`;
}
