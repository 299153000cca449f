import type { Logger } from "../logger.js";
import { nearest } from "./nearest.js";
import type { AuthOptions } from "./options.js";

/** The settings that an environment variable can give, by option name. */
const VARIABLES: Readonly<Partial<Record<keyof AuthOptions, string>>> = {
  clientId: "MONCOMPTEPRO_CLIENT_ID",
  clientSecret: "MONCOMPTEPRO_CLIENT_SECRET",
  privateKey: "MONCOMPTEPRO_PRIVATE_KEY",
  baseUrl: "MONCOMPTEPRO_BASE_URL",
  sessionSecret: "MONCOMPTEPRO_SESSION_SECRET",
  provider: "MONCOMPTEPRO_PROVIDER",
  environment: "MONCOMPTEPRO_ENVIRONMENT",
  issuer: "MONCOMPTEPRO_ISSUER",
  scope: "MONCOMPTEPRO_SCOPE",
  redirectUri: "MONCOMPTEPRO_REDIRECT_URI",
  postLogoutRedirectUri: "MONCOMPTEPRO_POST_LOGOUT_REDIRECT_URI",
  idTokenSignedResponseAlg: "MONCOMPTEPRO_ID_TOKEN_SIGNED_RESPONSE_ALG",
  userinfoSignedResponseAlg: "MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG",
};

/** The options completed from the environment. An empty variable counts as absent, as a line `NAME=` in a file means. */
export function withEnvironment(
  options: AuthOptions,
  environment: Readonly<Record<string, string | undefined>>,
): Record<string, unknown> {
  const fromEnvironment = Object.entries(VARIABLES)
    .map(([option, variable]) => [option, environment[variable]?.trim()] as const)
    .filter(([, value]) => value);
  // Without a variable an undefined option is not the same as none: a restriction may have been meant.
  const given = Object.entries(options).filter(
    ([option, value]) => value !== undefined || !Object.hasOwn(VARIABLES, option),
  );
  return { ...Object.fromEntries(fromEnvironment), ...Object.fromEntries(given) };
}

/** Logs each variable that looks like one of ours and is none: what it was to set has another value now. */
export function warnOfUnknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
  logger: Logger,
): void {
  const known = Object.values(VARIABLES);
  for (const name of Object.keys(environment)) {
    if (!name.startsWith("MONCOMPTEPRO_") || known.includes(name)) continue;
    const meant = nearest(name, known);
    logger.warn(`The variable ${name} is unknown${meant ? `: did you mean ${meant}?` : "."}`);
  }
}

/** How a setting is called in a message: the option and, where there is one, its variable. */
export function settingName(option: string): string {
  const variable = Object.entries(VARIABLES).find(([name]) => name === option)?.[1];
  return variable ? `${variable} (option ${option})` : `Option ${option}`;
}
