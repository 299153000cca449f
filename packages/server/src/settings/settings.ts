import {
  findProfile,
  profiles,
  type Profile,
  type ProfileAlias,
  type ProfileId,
} from "@moncomptepro/profiles";
import type { Hooks } from "../hooks/hooks.js";
import { createLogger, type Logger } from "../logger.js";
import { readAlgorithms, type Algorithms } from "./algorithms.js";
import { checkCombinations, scopeOf } from "./combinations.js";
import { readCredentials, type Credentials } from "./credentials.js";
import { defaultCookieName } from "./default-cookie-name.js";
import { refuseFileSyntax, warnOfUnknownVariables, withEnvironment } from "./environment.js";
import { HOOK_SETTINGS } from "./hook-settings.js";
import { checkMembers, isPlainObject, type Problem } from "./members.js";
import type { AuthOptions } from "./options.js";
import { readPlace } from "./place.js";
import { schemasOf } from "./setting.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS, type CheckedSettings } from "./settings-table.js";
import { readTokenKeys, type TokenKey } from "./token-keys.js";
import { refuseWeakSecrets } from "./weak-secrets.js";

/** The application's own addresses. */
interface Addresses {
  /** Origin of the application, without a final slash. */
  readonly origin: string;
  /** Path of the application: empty, or `/app` without a final slash. */
  readonly basePath: string;
  /** Path of our routes, base path included: `/auth`. */
  readonly path: string;
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
  readonly afterLogout: string;
  readonly loginPage: string | undefined;
  /** Whether cookies are `Secure` and have the `__Host-` prefix: always, except on http towards loopback. */
  readonly secureCookies: boolean;
}

/** The settings that the application gives in one form and we read in another: see {@link Settings}. */
const TRANSLATED = [
  "provider",
  "environment",
  "issuer",
  "clientSecret",
  "privateKey",
  "baseUrl",
  "sessionSecret",
  "scope",
  "redirectUri",
  "postLogoutRedirectUri",
  "idTokenSignedResponseAlg",
  "userinfoSignedResponseAlg",
  "path",
  "afterLogout",
  "loginPage",
  "cookieName",
  "tokenPrivateKey",
  "logger",
] as const;

type Unchanged = Readonly<Omit<CheckedSettings, (typeof TRANSLATED)[number] | keyof Hooks>>;

/** The settings, complete and checked. */
export interface Settings extends Unchanged, Algorithms, Addresses {
  readonly profile: Profile;
  /** As configured; the discovery document may add or drop a final slash. */
  readonly issuer: string;
  readonly discovery: string;
  readonly credentials: Credentials;
  readonly scope: string;
  readonly sessionSecrets: readonly string[];
  /** First part of the names of our cookies. */
  readonly cookieName: string;
  /** The first one signs. */
  readonly tokenKeys: readonly TokenKey[];
  readonly hooks: Hooks;
  readonly logger: Logger;
}

/**
 * Completes and checks the settings.
 *
 * @throws SettingsError with every mistake at once
 */
export function readSettings(
  options: AuthOptions<ProfileId | ProfileAlias | Profile, string> | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  if (!isPlainObject(options)) {
    throw new SettingsError([{ setting: "", message: "must be an object with options as its own members" }]);
  }
  const form = checkMembers(withEnvironment(options, environment), schemasOf(SETTINGS));
  const checked: Partial<CheckedSettings> = form.checked;
  const { problems } = form;
  const logger = createLogger(checked.logger);
  warnOfUnknownVariables(environment, logger);
  refuseFileSyntax(environment, problems);
  const profile =
    checked.provider === undefined ? undefined : readProfile(checked.provider, problems, logger);
  const place =
    profile &&
    readPlace(checked, profile, { problems, isProduction: environment["NODE_ENV"] === "production" });
  const algorithms = profile && readAlgorithms(checked, profile, problems);
  const addresses = readAddresses(checked, problems);
  const credentials = readCredentials(checked, problems);
  refuseWeakSecrets(checked, problems);
  const tokenKeys = readTokenKeys(checked.tokenPrivateKey, problems);
  if (profile) checkCombinations(checked, profile, problems);
  if (checked.proxyStripsBasePath && addresses?.basePath === "")
    problems.push({ setting: "proxyStripsBasePath", message: "is true, but the base URL has no path" });
  if (problems.length > 0 || !profile || !place || !algorithms || !addresses || !credentials) {
    throw new SettingsError(problems);
  }

  // Without a problem every setting that has a default or must be there is there.
  const settings = checked as CheckedSettings;
  return {
    ...unchanged(settings),
    profile,
    ...place,
    ...addresses,
    ...algorithms,
    credentials,
    tokenKeys,
    scope: scopeOf(settings, profile),
    sessionSecrets: settings.sessionSecret,
    cookieName: settings.cookieName ?? defaultCookieName(addresses),
    hooks: hooksOf(settings),
    logger,
  };
}

function unchanged(settings: CheckedSettings): Unchanged {
  const translated: ReadonlySet<string> = new Set([...TRANSLATED, ...Object.keys(HOOK_SETTINGS)]);
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !translated.has(name))) as Unchanged;
}

/** The hooks as they were checked: what becomes of the object that they came in changes nothing. */
function hooksOf(settings: CheckedSettings): Hooks {
  const names = Object.keys(HOOK_SETTINGS) as (keyof Hooks)[];
  const given = names.filter((name) => settings[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, settings[name]])) as Hooks;
}

/** The profile that the setting `provider` names, or is. */
export function readProfile(
  provider: string | Profile,
  problems: Problem[],
  logger: Logger,
): Profile | undefined {
  if (typeof provider === "object") return provider;
  const found = findProfile(provider);
  if (!found) {
    const known = Object.keys(profiles).join(", ");
    problems.push({ setting: "provider", message: `"${provider}" is unknown: it must be one of ${known}` });
    return undefined;
  }
  if (found.deprecated)
    logger.warn(`The provider is called "${found.profile.id}" now: change the setting "${provider}".`);
  return found.profile;
}

/** The application's own addresses: all of them are within the base URL's origin. */
function readAddresses(
  {
    baseUrl,
    path = "",
    redirectUri,
    postLogoutRedirectUri,
    browserRedirectUris,
    afterLogout = "",
    loginPage,
  }: Partial<CheckedSettings>,
  problems: Problem[],
): Addresses | undefined {
  if (!baseUrl) return undefined;
  const { origin, pathname, protocol } = new URL(baseUrl);
  const addresses = { redirectUri, postLogoutRedirectUri, browserRedirectUris };
  for (const [setting, given = []] of Object.entries(addresses)) {
    if ([given].flat().some((address) => new URL(address).origin !== origin)) {
      problems.push({ setting, message: `must start with ${origin}, the origin of the base URL` });
    }
  }
  const basePath = pathname.replace(/\/$/, "");
  const routes = `${basePath}${path}`;
  const taken = ["login", "logout", "logout/callback", "me"].map((each) => `${routes}/${each}`);
  const callback = redirectUri && new URL(redirectUri).pathname;
  if (callback && [basePath, ...taken].some((each) => callback === each || callback === `${each}/`)) {
    const message =
      "must have a path of its own: one of the home page, or of another route, would lead in a circle";
    problems.push({ setting: "redirectUri", message });
  }
  return {
    origin,
    basePath,
    path: routes,
    redirectUri: redirectUri ?? `${origin}${routes}/callback`,
    postLogoutRedirectUri: postLogoutRedirectUri ?? `${origin}${routes}/logout/callback`,
    afterLogout: `${basePath}${afterLogout}`,
    loginPage: loginPage === undefined ? undefined : `${basePath}${loginPage}`,
    secureCookies: protocol === "https:",
  };
}
