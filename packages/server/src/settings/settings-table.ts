import * as v from "valibot";
import { profiles } from "@moncomptepro/profiles";
import type { Logger } from "../logger.js";
import { address, path, webAddress } from "./addresses.js";
import { APPLICATION_SETTINGS } from "./application-settings.js";
import type { CheckedSettings, SessionSettings } from "./checked-settings.js";
import { CLIENT_SETTINGS } from "./client-settings.js";
import { callable, flag, objectWith, text } from "./forms.js";
import { HOOK_SETTINGS } from "./hook-settings.js";
import { members } from "./members.js";
import { LOGIN_PARAMETERS } from "./options.js";
import { providerForm } from "./provider-form.js";
import { SEVERAL_PROVIDERS } from "./providers-setting.js";
import { sessionSecrets } from "./session-secrets.js";
import { SESSION_SETTINGS } from "./session-settings.js";
import { schemasOf, type SettingsTable } from "./setting.js";

const PROVIDERS = Object.keys(profiles)
  .map((id) => `\`${id}\``)
  .join(", ");

/**
 * Every setting of `createAuth()`. Environment variables, checks, messages, the doc blocks of the options and the table
 * of the README follow from it: run `npm run docs` after a change.
 */
export const SETTINGS: SettingsTable<CheckedSettings> = {
  ...CLIENT_SETTINGS,
  baseUrl: {
    variable: "MONCOMPTEPRO_BASE_URL",
    schema: () => address("the public address of the application", "https://app.example.gouv.fr"),
    required: true,
    sentence: "Public address of the application, for example `https://app.example.gouv.fr`.",
    more:
      "http is accepted towards localhost only. It is never taken from a request. With a path, the routes and `returnTo` " +
      "are under it.",
  },
  sessionSecret: {
    variable: "MONCOMPTEPRO_SESSION_SECRET",
    schema: sessionSecrets,
    required: true,
    sentence: "Secrets of 32 random characters or more that seal the cookies, newest first; comma-separated.",
    more: "The older ones still open older cookies.",
  },
  provider: {
    variable: "MONCOMPTEPRO_PROVIDER",
    schema: providerForm,
    default: "moncomptepro",
    sentence: `Name of the provider (${PROVIDERS}), or a profile of your own.`,
  },
  providers: SEVERAL_PROVIDERS,
  environment: {
    variable: "MONCOMPTEPRO_ENVIRONMENT",
    ofProvider: "alone",
    schema: () => text("must be the name of an environment"),
    default: "production",
    sentence: "One of the provider’s environments.",
  },
  issuer: {
    variable: "MONCOMPTEPRO_ISSUER",
    ofProvider: "alone",
    schema: () => webAddress("the issuer of the provider", "https://provider.example.gouv.fr"),
    otherwise: "the environment’s",
    sentence: "Issuer; http towards localhost only, unless `allowInsecureIssuer` says otherwise.",
  },
  allowInsecureIssuer: {
    variable: "MONCOMPTEPRO_ALLOW_INSECURE_ISSUER",
    ofProvider: "too",
    schema: flag,
    default: false,
    sentence: "Accepts an issuer by http on another machine: a mock in another container.",
    more: "Any machine between the two can log in as any person. Refused with `NODE_ENV=production`.",
  },
  scope: {
    variable: "MONCOMPTEPRO_SCOPE",
    ofProvider: "alone",
    schema: () =>
      v.pipe(
        text("must be scopes, separated by spaces"),
        v.regex(/(^|\s)openid(\s|$)/, "must contain the scope openid"),
      ),
    otherwise: "the provider’s usual one",
    sentence: "Scopes, separated by spaces.",
  },
  redirectUri: {
    variable: "MONCOMPTEPRO_REDIRECT_URI",
    ofProvider: "alone",
    schema: () => address("the redirect URI as registered", "https://app.example.gouv.fr/auth/callback"),
    otherwise: "base URL + `/auth/callback`",
    sentence: "Redirect URI as registered. Its path becomes the callback route.",
  },
  postLogoutRedirectUri: {
    variable: "MONCOMPTEPRO_POST_LOGOUT_REDIRECT_URI",
    ofProvider: "too",
    schema: () =>
      address(
        "the post-logout redirect URI as registered",
        "https://app.example.gouv.fr/auth/logout/callback",
      ),
    otherwise: "base URL + `/auth/logout/callback`",
    sentence: "Post-logout redirect URI as registered: this route, or any page of the application.",
  },
  idTokenSignedResponseAlg: {
    variable: "MONCOMPTEPRO_ID_TOKEN_SIGNED_RESPONSE_ALG",
    ofProvider: "alone",
    schema: () => text("must be the algorithm registered, for example RS256"),
    otherwise: "the first asymmetric one that the provider is seen to sign with",
    sentence: "Algorithm that the client is registered with for ID tokens.",
  },
  userinfoSignedResponseAlg: {
    variable: "MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG",
    ofProvider: "alone",
    schema: () => text("must be the algorithm registered, for example RS256, or none"),
    otherwise: "JSON, or the first asymmetric one that the provider is seen to sign with",
    sentence: "Algorithm that the client is registered with for the userinfo; `none` for JSON only.",
  },
  proxyStripsBasePath: {
    variable: "MONCOMPTEPRO_PROXY_STRIPS_BASE_PATH",
    schema: flag,
    default: false,
    sentence: "A proxy cuts the path of the base URL off before requests reach the application.",
  },
  path: {
    schema: () => v.pipe(path(), v.regex(/[^/]$/, "must not end with /")),
    default: "/auth",
    sentence: "Where the routes are, under the base URL.",
  },
  afterLogout: {
    schema: path,
    default: "/",
    sentence: "Page of the application to show after a logout.",
  },
  allowLoginParameters: {
    ofProvider: "too",
    schema: () =>
      v.array(
        v.picklist(LOGIN_PARAMETERS, `may hold these only: ${LOGIN_PARAMETERS.join(", ")}`),
        "must be a list of parameters",
      ),
    default: [],
    sentence: "Parameters that a link to the login route may carry. Others are silently ignored.",
  },
  browserRedirectUris: {
    schema: () =>
      v.array(
        address("pages of the application, as registered", "https://app.example.gouv.fr/"),
        "must be a list of addresses",
      ),
    default: [],
    sentence: "Pages of the application that are redirect URIs themselves, as registered.",
    more:
      "A single-page application begins and ends its logins there, with `createClient({ redirectUri })` of " +
      "`@moncomptepro/browser`.",
  },
  cookieName: {
    schema: () =>
      v.pipe(v.string("must be a text"), v.regex(/^[\w-]{1,40}$/, "must be 1 to 40 letters, digits, - or _")),
    otherwise:
      "`moncomptepro`; on http with the port, `moncomptepro-3000`; under a base path `/app` with it, `moncomptepro-app`",
    sentence: "First part of the cookies’ names.",
  },
  requireOrganization: {
    ofProvider: "too",
    schema: () => v.boolean("must be true or false"),
    default: true,
    sentence: "Whether a login without an organisation (SIRET) is refused.",
    more: "With false, `user.organization` may be absent, in the types too, and the default scope asks for none.",
  },
  idTokenClaims: {
    ofProvider: "too",
    schema: () => v.array(text("must hold names of claims"), "must be a list of names of claims"),
    default: [],
    sentence: "Claims of the ID token to ask for by name, for example `amr`.",
    more: "What the provider has comes; nothing is refused for want of it.",
  },
  keepClaims: {
    schema: () => v.array(text("must hold names of claims"), "must be a list of names of claims"),
    default: [],
    sentence: "Raw claims that the session keeps beside the user.",
  },
  keepRefreshToken: {
    ofProvider: "too",
    schema: () => v.boolean("must be true or false"),
    default: false,
    sentence:
      "Keeps the refresh token, sealed in the session, for `auth.refresh()`, where the provider gives one.",
  },
  session: {
    schema: () =>
      v.pipe(
        members<SessionSettings>(schemasOf(SESSION_SETTINGS)),
        v.check(({ idle, absolute }) => idle <= absolute, "has an idle time above the absolute one"),
      ),
    default: {},
    sentence: "How long sessions last, and where they live.",
  },
  announce: {
    variable: "MONCOMPTEPRO_ANNOUNCE",
    schema: flag,
    otherwise: "true, unless `NODE_ENV` is `production` or `test`",
    sentence:
      "Says at the start which provider and client are used, and which addresses must be registered there.",
  },
  logger: {
    schema: () => objectWith<Logger>("logger", ["debug", "info", "warn", "error"]),
    otherwise: "the console, without the `debug` lines",
    sentence: "Where log lines go.",
    more: "A warning or an error ends with `see`, the address of its row in docs/errors.md.",
  },
  fetch: {
    schema: () => callable(),
    otherwise: "`node:http(s)`",
    sentence: "Replaces the way in which the provider is called, for example for a corporate proxy.",
  },
  ...APPLICATION_SETTINGS,
  ...HOOK_SETTINGS,
};
