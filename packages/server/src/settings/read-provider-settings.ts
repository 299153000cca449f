import {
  findProfile,
  profiles,
  type Profile,
  type ProfileAlias,
  type ProfileId,
} from "@moncomptepro/profiles";
import { createLogger, type Log } from "../logger.js";
import { readAlgorithms } from "./algorithms.js";
import type { CheckedSettings } from "./checked-settings.js";
import { readCredentials } from "./credentials.js";
import { readDecryptionKeys } from "./decryption-keys.js";
import { environmentOfOnly, refuseFileSyntax, withEnvironment } from "./environment.js";
import { checkMembers, isPlainObject } from "./members.js";
import type { AuthOptions } from "./options.js";
import { readPlace } from "./place.js";
import type { Problem } from "./problem.js";
import type { ProviderSettings } from "./provider-settings.js";
import { checkMandatoryClaims, scopeOf } from "./scopes.js";
import { schemasOf } from "./setting.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS } from "./settings-table.js";
import { warnOfAuthentication } from "./warn-of-authentication.js";

/** The settings of `createAuth()` that say who the provider is and who we are there. */
const NAMES = [
  "clientId",
  "clientSecret",
  "privateKey",
  "decryptionKey",
  "clientAuthentication",
  "provider",
  "environment",
  "issuer",
  "allowInsecureIssuer",
  "scope",
  "requireOrganization",
  "idTokenSignedResponseAlg",
  "userinfoSignedResponseAlg",
  "logger",
  "fetch",
] as const;

/** Options of `createAuth()` that a login needs where sessions and routes are the application's own. */
export type ProviderOptions<
  P extends ProfileId | ProfileAlias | Profile = ProfileId | ProfileAlias | Profile,
  R extends boolean = boolean,
> = Pick<AuthOptions<P, never, R>, (typeof NAMES)[number]>;

/**
 * Completes and checks the settings of a login without session and routes of ours.
 *
 * @throws SettingsError with every mistake at once
 */
export function readProviderSettings(
  options: ProviderOptions,
  whole: Readonly<Record<string, string | undefined>>,
): ProviderSettings {
  if (!isPlainObject(options)) {
    throw new SettingsError([{ setting: "", message: "must be an object with options as its own members" }]);
  }
  const environment = environmentOfOnly(options.provider, whole);
  const wanted: readonly string[] = NAMES;
  const all = schemasOf(SETTINGS);
  const form = checkMembers(
    // The application may have the variables of a whole `createAuth()` too.
    pick(
      withEnvironment(options, environment),
      (name) => wanted.includes(name) || Object.hasOwn(options, name),
    ),
    pick(all, (name) => wanted.includes(name)),
  );
  const { problems } = form;
  const checked: Partial<CheckedSettings> = form.checked;
  const logger = createLogger(checked.logger);
  refuseFileSyntax(options, environment, problems, wanted);
  const profile = readProfile(checked, problems, logger);
  const provider = completeProvider(checked, profile, { environment, logger, problems });
  if (problems.length > 0 || !provider) throw new SettingsError(problems);
  return provider;
}

/**
 * What the settings say of the provider and of who we are there, complete: one that is part of an application’s settings is
 * read as one that stands alone.
 *
 * @param problems - gets every mistake
 * @returns undefined when there is a mistake
 */
export function completeProvider(
  checked: Partial<CheckedSettings>,
  profile: Profile | undefined,
  {
    environment,
    logger,
    problems,
    variables = "MONCOMPTEPRO",
  }: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly logger: Log;
    readonly problems: Problem[];
    /** How its variables begin. */
    readonly variables?: string;
  },
): ProviderSettings | undefined {
  const credentials = readCredentials(checked, problems);
  if (!profile) return undefined;
  const isProduction = environment["NODE_ENV"] === "production";
  const place = readPlace(checked, profile, { problems, isProduction });
  const algorithms = readAlgorithms(checked, profile, problems);
  const decryptionKeys = readDecryptionKeys(checked, profile, problems);
  checkMandatoryClaims(checked, profile, problems);
  if (problems.length > 0 || !place || !credentials) return undefined;
  warnOfAuthentication(credentials, profile, logger);
  const { allowInsecureIssuer = false, clientId = "", fetch, requireOrganization = true } = checked;
  return {
    profile,
    ...place,
    ...algorithms,
    credentials,
    decryptionKeys,
    clientId,
    allowInsecureIssuer,
    requireOrganization,
    variables,
    scope: scopeOf(checked, profile),
    logger,
    ...(fetch && { fetch }),
  };
}

/** The profile that the setting `provider` names, or is. */
export function readProfile(
  { provider }: Partial<CheckedSettings>,
  problems: Problem[],
  logger: Log,
): Profile | undefined {
  if (provider === undefined || typeof provider === "object") return provider;
  const found = findProfile(provider);
  if (!found) {
    const known = Object.keys(profiles).join(", ");
    problems.push({ setting: "provider", message: `"${provider}" is unknown: it must be one of ${known}` });
    return undefined;
  }
  if (found.deprecated)
    logger.warn(
      "provider_renamed",
      `The provider is called "${found.profile.id}" now: change the setting "${provider}".`,
    );
  return found.profile;
}

function pick<T>(
  members: Readonly<Record<string, T>>,
  isWanted: (name: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => isWanted(name)));
}
