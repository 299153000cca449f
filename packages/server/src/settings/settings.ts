import { variablePrefix, type Profile, type ProfileAlias, type ProfileId } from "@moncomptepro/profiles";
import type { Hooks } from "../hooks/hooks.js";
import { createLogger } from "../logger.js";
import type { CheckedSettings } from "./checked-settings.js";
import { checkCombinations } from "./combinations.js";
import { defaultCookieName } from "./default-cookie-name.js";
import { refuseFileSyntax, warnOfUnknownVariables, withEnvironment } from "./environment.js";
import { HOOK_SETTINGS } from "./hook-settings.js";
import { checkMembers, isPlainObject } from "./members.js";
import type { AuthOptions } from "./options.js";
import type { Problem } from "./problem.js";
import type { Client, ProviderSettings } from "./provider-settings.js";
import { completeProvider, readProfile } from "./read-provider-settings.js";
import { schemasOf } from "./setting.js";
import { SettingsError } from "./settings-error.js";
import { SETTINGS } from "./settings-table.js";
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
  /** What follows a route that is of this provider: empty where there is only one, else `/proconnect`. */
  readonly providerPath: string;
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
  "providers",
  "environment",
  "issuer",
  "clientSecret",
  "privateKey",
  "decryptionKey",
  "clientAuthentication",
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
  // What the provider is told by: see `completeProvider`.
  "clientId",
  "allowInsecureIssuer",
  "requireOrganization",
  "logger",
  "fetch",
] as const;

/** Routes that are no redirect URI, there or not: the application’s, and those that a provider may have for itself. */
const OF_APPLICATION = [
  "me",
  "logout",
  "logout/continue",
  "logout/callback",
  "jwks",
  "provider",
  "backchannel-logout",
];
const OF_EITHER = ["login", "switch-account", "select-organization"];

type Unchanged = Readonly<Omit<CheckedSettings, (typeof TRANSLATED)[number] | keyof Hooks>>;

/** The settings, complete and checked: of the application, and of one of its providers. */
export interface Settings extends Unchanged, ProviderSettings, Addresses {
  /** Who the application is at each of its providers, this one included. */
  readonly clients: readonly Client[];
  readonly sessionSecrets: readonly string[];
  /** First part of the names of our cookies. */
  readonly cookieName: string;
  /** The first one signs. */
  readonly tokenKeys: readonly TokenKey[];
  readonly hooks: Hooks;
}

/** The settings for each provider of the application, the first one first. */
export type AllSettings = readonly [Settings, ...Settings[]];

/** One of several providers. */
interface OneOfSeveral {
  readonly id: string;
  readonly isFirst: boolean;
}

/**
 * Completes and checks the settings.
 *
 * @throws SettingsError with every mistake at once
 */
export function readSettings<
  P extends ProfileId | ProfileAlias | Profile,
  L extends string,
  R extends boolean,
>(
  options: AuthOptions<P, L, R> | undefined,
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const { settings, problems } = checkSettings(options, environment);
  if (!settings) throw new SettingsError(problems);
  return settings;
}

/**
 * The same without an error.
 *
 * @param options - with one provider at most
 * @param several - which of several providers it is: their addresses have its name
 * @returns the settings, unless there is a mistake
 */
export function checkSettings(
  options: unknown,
  environment: Readonly<Record<string, string | undefined>>,
  several?: OneOfSeveral,
): { readonly settings?: Settings; readonly problems: Problem[] } {
  if (!isPlainObject(options)) {
    return { problems: [{ setting: "", message: "must be an object with options as its own members" }] };
  }
  const form = checkMembers(withEnvironment(options, environment), schemasOf(SETTINGS));
  const checked: Partial<CheckedSettings> = form.checked;
  const { problems } = form;
  const logger = createLogger(checked.logger);
  if (!several) warnOfUnknownVariables(environment, logger);
  refuseFileSyntax(options, environment, problems);
  const profile = readProfile(checked, problems, logger);
  const provider = completeProvider(checked, profile, {
    environment,
    logger,
    problems,
    ...(several && { variables: variablePrefix(several.id) }),
  });
  const addresses = readAddresses(checked, problems, several);
  refuseWeakSecrets(checked, problems);
  const tokenKeys = readTokenKeys(checked.tokenPrivateKey, problems);
  if (profile) checkCombinations(checked, profile, problems);
  if (checked.proxyStripsBasePath && addresses?.basePath === "")
    problems.push({ setting: "proxyStripsBasePath", message: "is true, but the base URL has no path" });
  if (problems.length > 0 || !provider || !addresses) return { problems };

  // Without a problem every setting that has a default or must be there is there.
  const settings = checked as CheckedSettings;
  const complete: Settings = {
    ...unchanged(settings),
    ...provider,
    ...addresses,
    clients: [provider],
    tokenKeys,
    sessionSecrets: settings.sessionSecret,
    cookieName: settings.cookieName ?? defaultCookieName(addresses),
    hooks: hooksOf(settings),
  };
  return { settings: complete, problems };
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
  several: OneOfSeveral | undefined,
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
  const providerPath = several ? `/${several.id}` : "";
  const taken = [...OF_APPLICATION, ...OF_EITHER, ...OF_EITHER.map((each) => each + providerPath)].map(
    (each) => `${routes}/${each}`,
  );
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
    providerPath,
    redirectUri: redirectUri ?? `${origin}${routes}/callback${several?.isFirst ? "" : providerPath}`,
    postLogoutRedirectUri: postLogoutRedirectUri ?? `${origin}${routes}/logout/callback`,
    afterLogout: `${basePath}${afterLogout}`,
    loginPage: loginPage === undefined ? undefined : `${basePath}${loginPage}`,
    secureCookies: protocol === "https:",
  };
}
