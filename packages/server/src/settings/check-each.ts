import type { Profile } from "@moncomptepro/profiles";
import * as v from "valibot";
import { isSecure } from "../http/loopback.js";
import type { SessionStore } from "../store/session-store.js";
import type { Logger } from "../logger.js";
import type { Hooks } from "../hooks/hooks.js";
import { authorization } from "./authorization.js";
import { callable, seconds, text } from "./forms.js";
import { checkMembers, members, type Problem } from "./members.js";
import type { ClientSecret, LoginParameter } from "./options.js";
import { providerForm } from "./provider-form.js";

/** The settings whose form is right, each on its own. */
export interface CheckedSettings extends Hooks {
  provider: string | Profile;
  logger?: Logger;
  clientId: string;
  clientSecret?: ClientSecret;
  privateKey?: string;
  baseUrl: string;
  sessionSecret: string[];
  environment: string;
  issuer?: string;
  scope?: string;
  redirectUri?: string;
  postLogoutRedirectUri?: string;
  idTokenSignedResponseAlg?: string;
  userinfoSignedResponseAlg?: string;
  path: string;
  afterLogout: string;
  allowLoginParameters: LoginParameter[];
  browserRedirectUris: string[];
  cookieName?: string;
  keepClaims: string[];
  keepRefreshToken: boolean;
  session: { idle: number; absolute: number; store?: SessionStore };
  fetch?: typeof globalThis.fetch;
}

/** What an address must be, once it is one. */
const must = (hold: (address: URL) => boolean, otherwise: string) =>
  v.check((value: string) => !URL.canParse(value) || hold(new URL(value)), otherwise);

/** An address that is safe to call, kept as written: providers compare some of them to the letter. */
const address = (what: string, example: string) => {
  const message = `must be ${what}, as ${example}`;
  return v.pipe(
    text(message),
    v.check((value) => URL.canParse(value), message),
    must(isSecure, "must start with https://; http:// is accepted towards localhost only"),
    must(({ username, password }) => !username && !password, "must not hold a user name or a password"),
    must(({ search, hash }) => !search && !hash, "must have neither a query (?) nor a fragment (#)"),
  );
};

const path = v.pipe(
  v.string("must be a path that starts with /"),
  v.regex(/^\/(?!\/)[^\\\s?#]*$/, "must be a path that starts with a single / and has no ? or #"),
);

const RANDOM = "32 random characters or more: openssl rand -base64 48";
const secrets = v.pipe(
  v.array(
    v.pipe(v.string(`must be ${RANDOM}`), v.trim(), v.minLength(32, `must be ${RANDOM}`)),
    `must be ${RANDOM}`,
  ),
  v.minLength(1, `must be ${RANDOM}`),
);

function hasMethods(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
}

const STORE_METHODS = ["read", "write", "add", "replace", "remove"];
const store = v.custom<SessionStore>(
  (value) => hasMethods(value, STORE_METHODS),
  `is a store without one of the methods ${STORE_METHODS.join(", ")}`,
);

const LOGGER_METHODS = ["debug", "info", "warn", "error"];
const logger = v.custom<Logger>(
  (value) => hasMethods(value, LOGGER_METHODS),
  `is a logger without one of the methods ${LOGGER_METHODS.join(", ")}`,
);

/** What each setting must be. Made when it is asked for, so that importing the package costs less. */
const entries = () => ({
  provider: v.optional(providerForm(), "moncomptepro"),
  logger: v.optional(logger),
  clientId: text("must be the client id that the provider gave you"),
  clientSecret: v.optional(
    v.union([text("must not be empty"), callable], "must be a text or a function that gives one"),
  ),
  privateKey: v.optional(text("must be a PEM or a JWK")),
  baseUrl: address("the public address of the application", "https://app.example.gouv.fr"),
  sessionSecret: secrets,
  environment: v.optional(text("must be the name of an environment"), "production"),
  issuer: v.optional(address("the issuer of the provider", "https://provider.example.gouv.fr")),
  scope: v.optional(
    v.pipe(
      text("must be scopes with spaces between"),
      v.regex(/(^|\s)openid(\s|$)/, "must contain the scope openid"),
    ),
  ),
  redirectUri: v.optional(
    address("the redirect URI as registered", "https://app.example.gouv.fr/auth/callback"),
  ),
  postLogoutRedirectUri: v.optional(
    address("the post-logout redirect URI as registered", "https://app.example.gouv.fr/auth/logout/callback"),
  ),
  idTokenSignedResponseAlg: v.optional(text("must be the algorithm registered, as RS256")),
  userinfoSignedResponseAlg: v.optional(text("must be the algorithm registered, as RS256, or none")),
  path: v.optional(v.pipe(path, v.regex(/[^/]$/, "must not end with /")), "/auth"),
  afterLogout: v.optional(path, "/"),
  allowLoginParameters: v.optional(
    v.array(
      v.picklist(
        ["prompt", "login_hint", "siret_hint", "acr_values", "idp_hint"],
        "may name prompt, login_hint, siret_hint, acr_values and idp_hint only",
      ),
      "must be a list of parameters",
    ),
    [],
  ),
  browserRedirectUris: v.optional(
    v.array(
      address("pages of the application, as registered", "https://app.example.gouv.fr/"),
      "must be a list of addresses",
    ),
    [],
  ),
  cookieName: v.optional(
    v.pipe(v.string("must be a text"), v.regex(/^[\w-]{1,40}$/, "must be 1 to 40 letters, digits, - or _")),
  ),
  keepRefreshToken: v.optional(v.boolean("must be true or false"), false),
  keepClaims: v.optional(v.array(text("must hold names of claims"), "must be a list of names of claims"), []),
  session: v.optional(
    v.pipe(
      members<CheckedSettings["session"]>({
        idle: v.optional(seconds(1), 3600),
        absolute: v.optional(seconds(1), 43_200),
        store: v.optional(store),
      }),
      v.check(({ idle, absolute }) => idle <= absolute, "has an idle time above the absolute one"),
    ),
    {},
  ),
  fetch: v.optional(callable),
  authorize: v.exactOptional(authorization()),
  // It may refuse a login, as authorize does.
  onLogin: v.exactOptional(callable),
  onLogout: v.optional(callable),
  errorPage: v.optional(callable),
});

/**
 * Checks the form of each setting on its own and collects every mistake.
 *
 * @returns the settings that are right, so that what spans several of them can be checked too
 */
export function checkEach(raw: Readonly<Record<string, unknown>>): {
  checked: Partial<CheckedSettings>;
  problems: Problem[];
} {
  const { sessionSecret } = raw;
  const given = typeof sessionSecret === "string" ? { ...raw, sessionSecret: sessionSecret.split(",") } : raw;
  const { checked, problems } = checkMembers(given, entries());
  return { checked, problems };
}
