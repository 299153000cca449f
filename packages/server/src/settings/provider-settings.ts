import type { Profile, ProfileAlias, ProfileId } from "@moncomptepro/profiles";
import { createLogger } from "../logger.js";
import type { ProviderSettings } from "../provider/provider.js";
import { readAlgorithms } from "./algorithms.js";
import { scopeOf } from "./combinations.js";
import { readCredentials } from "./credentials.js";
import { refuseFileSyntax, withEnvironment } from "./environment.js";
import { checkMembers, isPlainObject } from "./members.js";
import type { AuthOptions } from "./options.js";
import { readPlace } from "./place.js";
import { schemasOf } from "./setting.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS, type CheckedSettings } from "./settings-table.js";
import { readProfile } from "./settings.js";

/** The settings of `createAuth()` that say who the provider is and who we are there. */
const NAMES = [
  "clientId",
  "clientSecret",
  "privateKey",
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
  environment: Readonly<Record<string, string | undefined>>,
): ProviderSettings {
  if (!isPlainObject(options)) {
    throw new SettingsError([{ setting: "", message: "must be an object with options as its own members" }]);
  }
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
  const checked: Partial<CheckedSettings> = form.checked;
  const { problems } = form;
  const logger = createLogger(checked.logger);
  refuseFileSyntax(environment, problems);
  const profile =
    checked.provider === undefined ? undefined : readProfile(checked.provider, problems, logger);
  const place =
    profile &&
    readPlace(checked, profile, { problems, isProduction: environment["NODE_ENV"] === "production" });
  const algorithms = profile && readAlgorithms(checked, profile, problems);
  const credentials = readCredentials(checked, problems);
  if (problems.length > 0 || !profile || !place || !algorithms || !credentials) {
    throw new SettingsError(problems);
  }
  return {
    profile,
    ...place,
    ...algorithms,
    credentials,
    clientId: checked.clientId ?? "",
    allowInsecureIssuer: checked.allowInsecureIssuer ?? false,
    requireOrganization: checked.requireOrganization ?? true,
    scope: scopeOf(checked, profile),
    logger,
    ...(checked.fetch && { fetch: checked.fetch }),
  };
}

function pick<T>(
  members: Readonly<Record<string, T>>,
  isWanted: (name: string) => boolean,
): Record<string, T> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => isWanted(name)));
}
