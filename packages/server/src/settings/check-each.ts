import * as v from "valibot";
import { isSecure } from "../http/loopback.js";
import type { SessionStore } from "../store/session-store.js";
import { nearest } from "./nearest.js";
import type { ClientSecret, LoginParameter } from "./options.js";

/** The settings whose form is right, each on its own. */
export interface CheckedSettings {
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
  cookieName: string;
  keepClaims: string[];
  keepRefreshToken: boolean;
  session: { idle: number; absolute: number; store?: SessionStore };
  fetch?: typeof globalThis.fetch;
}

/** What is wrong with one setting. */
export interface Problem {
  setting: string;
  message: string;
}

const text = (message: string) => v.pipe(v.string(message), v.trim(), v.nonEmpty(message));

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

const seconds = v.pipe(
  v.number("must be a number of seconds"),
  v.integer("must be whole seconds"),
  v.minValue(1, "must be 1 second or more"),
);

const RANDOM = "32 random characters or more: openssl rand -base64 48";
const secrets = v.pipe(
  v.array(
    v.pipe(v.string(`must be ${RANDOM}`), v.trim(), v.minLength(32, `must be ${RANDOM}`)),
    `must be ${RANDOM}`,
  ),
  v.minLength(1, `must be ${RANDOM}`),
);

const STORE_METHODS = ["read", "write", "add", "replace", "remove"];
const store = v.custom<SessionStore>(
  (value) =>
    typeof value === "object" &&
    value !== null &&
    STORE_METHODS.every((name) => typeof (value as Record<string, unknown>)[name] === "function"),
  `has a store without one of the methods ${STORE_METHODS.join(", ")}`,
);

const callable = v.function("must be a function");

/** What each setting must be. Made when it is asked for, so that importing the package costs less. */
const entries = () => ({
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
    "moncomptepro",
  ),
  keepRefreshToken: v.optional(v.boolean("must be true or false"), false),
  keepClaims: v.optional(v.array(text("must hold names of claims"), "must be a list of names of claims"), []),
  session: v.optional(
    v.pipe(
      v.strictObject(
        { idle: v.optional(seconds, 3600), absolute: v.optional(seconds, 43_200), store: v.optional(store) },
        "may hold idle, absolute and store only",
      ),
      v.check(({ idle, absolute }) => idle <= absolute, "has an idle time above the absolute one"),
    ),
    {},
  ),
  fetch: v.optional(callable),
  authorize: v.optional(
    v.union([callable, v.looseObject({})], "must be a function or lists of whom to let in"),
  ),
  onLogin: v.optional(callable),
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
  const given = {
    ...raw,
    sessionSecret: typeof sessionSecret === "string" ? sessionSecret.split(",") : sessionSecret,
  };
  const problems: Problem[] = [];
  const schemas = entries();
  const checked = Object.entries(schemas).flatMap(([setting, schema]) => {
    const value = (given as Record<string, unknown>)[setting];
    const result = v.safeParse(schema, value);
    if (result.success) return result.output === undefined ? [] : [[setting, result.output] as const];
    const message = result.issues[0].message;
    problems.push({ setting, message: value === undefined ? `is missing: it ${message}` : message });
    return [];
  });
  problems.push(...unknown(Object.keys(raw), Object.keys(schemas)));
  return { checked: Object.fromEntries(checked) as Partial<CheckedSettings>, problems };
}

/** A misspelt option would silently leave its default in place. */
function unknown(given: readonly string[], known: readonly string[]): Problem[] {
  return given
    .filter((setting) => !known.includes(setting))
    .map((setting) => {
      const meant = nearest(setting, [...known, "provider", "logger"]);
      return { setting, message: `is unknown${meant ? `: perhaps ${meant} was meant` : ""}` };
    });
}
