import { variablePrefix } from "@moncomptepro/profiles";
import type { Log } from "../logger.js";
import { nearest } from "./nearest.js";
import type { AuthOptions } from "./options.js";
import type { Problem } from "./problem.js";
import { SETTINGS } from "./settings-table.js";

/** The environment variables that give a setting, by the name of its option. */
const VARIABLES: ReadonlyMap<string, string> = new Map(
  Object.entries(SETTINGS).flatMap(([option, { variable }]) => (variable ? [[option, variable]] : [])),
);

/** Those of them that each provider has for itself, where there are several. */
const OF_PROVIDER: ReadonlyMap<string, string> = new Map(
  [...VARIABLES].filter(([option]) => SETTINGS[option as keyof typeof SETTINGS].ofProvider),
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

/**
 * Logs each variable that looks like one of ours and is none: what it was to set has another value now.
 *
 * @param providers - ids of several providers, which have variables of their own
 */
export function warnOfUnknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  logger: Log,
  providers: readonly string[] = [],
): void {
  const own = providers.flatMap((id) =>
    [...OF_PROVIDER.values()].map((variable) => variableOf(variable, id)),
  );
  const known = [...own, ...VARIABLES.values()];
  for (const name of Object.keys(environment)) {
    const isOfProvider = providers.some((id) => name.startsWith(`${variablePrefix(id)}_`));
    if ((!name.startsWith("MONCOMPTEPRO_") && !isOfProvider) || own.includes(name)) continue;
    const isLost = providers.length > 0 && environment[name] && [...OF_PROVIDER.values()].includes(name);
    if (isLost) {
      const meant = providers.map((id) => variableOf(name, id)).join(", ");
      logger.warn(
        "variable_unread",
        `The variable ${name} is not read: each of the providers has its own, ${meant}.`,
      );
    }
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    // A name may begin like that of a provider by chance.
    if (!meant && !name.startsWith("MONCOMPTEPRO_")) continue;
    logger.warn(
      "variable_unknown",
      `The variable ${name} is unknown${meant ? `: did you mean ${meant}?` : "."}`,
    );
  }
}

/** The variable of a provider in the place of the one that stands where there is only one. */
function variableOf(variable: string, id: string | undefined): string {
  return id === undefined ? variable : variable.replace(/^MONCOMPTEPRO/, variablePrefix(id));
}

/** The environment as the settings of one provider of several are read from it: its variables in the place of ours. */
export function environmentOf(
  id: string,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, string | undefined> {
  const own = [...OF_PROVIDER.values()].map((variable) => [variable, environment[variableOf(variable, id)]]);
  return { ...environment, MONCOMPTEPRO_PROVIDER: undefined, ...Object.fromEntries(own) };
}

/**
 * The environment of an application with one provider: that one's own variables count where ours say nothing, so that
 * none has to be renamed when a second provider comes.
 */
export function environmentOfOnly(
  provider: unknown,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const id = provider === undefined ? environment["MONCOMPTEPRO_PROVIDER"]?.trim() : provider;
  if (typeof id !== "string" || id === "") return environment;
  const unset = [...OF_PROVIDER.values()].filter((variable) => !environment[variable]?.trim());
  const own = unset.map((variable) => [variable, environment[variableOf(variable, id)]]);
  return { ...environment, ...Object.fromEntries(own) };
}

/** How a setting is called in a message: the option and, where there is one, its variable. */
export function settingName({ setting, provider }: Problem): string {
  if (provider === undefined && setting === "") return "The argument of createAuth()";
  const variable = VARIABLES.get(setting);
  const option = [...(provider === undefined ? [] : ["providers", provider]), setting]
    .filter(Boolean)
    .join(".");
  return variable ? `${variableOf(variable, provider)} (option ${option})` : `Option ${option}`;
}
