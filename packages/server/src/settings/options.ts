import type { ClientAuthenticationMethod, Profile, ProfileAlias, ProfileId } from "@moncomptepro/profiles";
import type { Hooks } from "../hooks/hooks.js";
import type { Logger } from "../logger.js";
import type { OwnUser } from "../session/own-user.js";
import type { SessionStore } from "../store/session-store.js";
import type { ProviderUsers } from "./users-of.js";

/** Parameters of an authorization request that a link to the login route may carry. */
export const LOGIN_PARAMETERS = ["prompt", "login_hint", "siret_hint", "acr_values", "idp_hint"] as const;
/** One of those parameters, for `allowLoginParameters`. */
export type LoginParameter = (typeof LOGIN_PARAMETERS)[number];

/** The client secret, or a function that gives the current one when it is rotated. */
export type ClientSecret = string | (() => string | Promise<string>);

/** How long a session lasts. */
export interface SessionOptions {
  /** Seconds without a request after which the session ends. Default: 3,600. */
  idle?: number;
  /** Seconds after the login at which the session ends in any case. Default: 43,200. */
  absolute?: number;
  /**
   * Where sessions live: needed to end sessions at several instances. See `redisStore` of
   * `@moncomptepro/server/redis`. Default: the browsers’ cookies.
   */
  store?: SessionStore;
}

/** One of several providers: `{}` where variables say all. */
export interface ProviderEntry extends Pick<
  AuthOptions<ProfileId>,
  | "clientId"
  | "clientSecret"
  | "clientAuthentication"
  | "privateKey"
  | "decryptionKey"
  | "environment"
  | "issuer"
  | "allowInsecureIssuer"
  | "scope"
  | "redirectUri"
  | "postLogoutRedirectUri"
  | "idTokenSignedResponseAlg"
  | "userinfoSignedResponseAlg"
  | "allowLoginParameters"
  | "requireOrganization"
  | "idTokenClaims"
  | "keepRefreshToken"
  | "keepAccessToken"
> {
  /** A provider of your own: its profile, whose `id` is the name of the entry. */
  profile?: Profile;
}

/** Several providers, each by its name. */
export type ProviderEntries = Readonly<Record<string, ProviderEntry>>;

/**
 * Everything `createAuth()` can be told. Each setting falls back on an environment variable, then on its default, so
 * that an application that sets the four required variables passes nothing.
 */
export interface AuthOptions<
  P extends ProfileId | ProfileAlias | Profile = ProfileId | ProfileAlias | Profile,
  L extends string = never,
  R extends boolean = boolean,
  Ps extends ProviderEntries = never,
> extends Hooks<ProviderUsers<P, R, Ps>, ProviderUsers<P, R, Ps> | OwnUser<L>> {
  /** Client id. Required. Environment: `MONCOMPTEPRO_CLIENT_ID`. */
  clientId?: string;
  /**
   * Client secret, or a function that gives it. Required unless `privateKey` is given. Default: none. Environment:
   * `MONCOMPTEPRO_CLIENT_SECRET`.
   */
  clientSecret?: ClientSecret;
  /**
   * How the client proves who it is at the token endpoint. Default: `client_secret_post`, or `private_key_jwt` with a
   * key. Environment: `MONCOMPTEPRO_CLIENT_AUTHENTICATION`.
   */
  clientAuthentication?: ClientAuthenticationMethod;
  /**
   * Private key for `private_key_jwt` in place of the secret: PKCS #8 PEM, or a JWK as JSON. RSA of 2,048 bits or
   * more, P-256 or Ed25519. Default: none. Environment: `MONCOMPTEPRO_PRIVATE_KEY`.
   */
  privateKey?: string;
  /**
   * Private key that opens what the provider encrypts, PEM or JWK: P-256, or RSA of 2,048 bits or more. Of several,
   * the first one is published at `/auth/jwks`, the address to register; the others still open what was encrypted to
   * them. Several PEM follow each other; several JWK are a JWK set. Default: none; needed where the provider encrypts
   * its answers. Environment: `MONCOMPTEPRO_DECRYPTION_KEY`.
   */
  decryptionKey?: string | readonly string[];
  /**
   * Public address of the application, for example `https://app.example.gouv.fr`. http is accepted towards localhost
   * only. It is never taken from a request. With a path, the routes and `returnTo` are under it. Required.
   * Environment: `MONCOMPTEPRO_BASE_URL`.
   */
  baseUrl?: string;
  /**
   * Secrets of 32 random characters or more that seal the cookies, newest first; comma-separated. The older ones
   * still open older cookies. Required. Environment: `MONCOMPTEPRO_SESSION_SECRET`.
   */
  sessionSecret?: string | readonly string[];
  /**
   * Name of the provider (`moncomptepro`, `proconnect`, `franceconnect`, `franceconnect-plus`, `pro-sante-connect`),
   * or a profile of your own. Default: `moncomptepro`. Environment: `MONCOMPTEPRO_PROVIDER`.
   */
  provider?: P;
  /**
   * Several providers, each by its name with settings of its own; the first one is meant where none is named. Or
   * `MONCOMPTEPRO_PROVIDER=proconnect,franceconnect`. Their variables begin with the name: `PROCONNECT_CLIENT_ID`. A
   * provider of your own has a `profile`. Default: the one that `provider` names.
   */
  providers?: Ps;
  /** One of the provider’s environments. Default: `production`. Environment: `MONCOMPTEPRO_ENVIRONMENT`. */
  environment?: string;
  /**
   * Issuer; http towards localhost only, unless `allowInsecureIssuer` says otherwise. Default: the environment’s.
   * Environment: `MONCOMPTEPRO_ISSUER`.
   */
  issuer?: string;
  /**
   * Accepts an issuer by http on another machine: a mock in another container. Any machine between the two can log in
   * as any person. Refused with `NODE_ENV=production`. Default: `false`. Environment:
   * `MONCOMPTEPRO_ALLOW_INSECURE_ISSUER`.
   */
  allowInsecureIssuer?: boolean;
  /** Scopes, separated by spaces. Default: the provider’s usual one. Environment: `MONCOMPTEPRO_SCOPE`. */
  scope?: string;
  /**
   * Redirect URI as registered. Its path becomes the callback route. Default: base URL + `/auth/callback`.
   * Environment: `MONCOMPTEPRO_REDIRECT_URI`.
   */
  redirectUri?: string;
  /**
   * Post-logout redirect URI as registered: this route, or any page of the application. Default: base URL +
   * `/auth/logout/callback`. Environment: `MONCOMPTEPRO_POST_LOGOUT_REDIRECT_URI`.
   */
  postLogoutRedirectUri?: string;
  /**
   * Algorithm that the client is registered with for ID tokens. Default: the first asymmetric one that the provider
   * is seen to sign with. Environment: `MONCOMPTEPRO_ID_TOKEN_SIGNED_RESPONSE_ALG`.
   */
  idTokenSignedResponseAlg?: string;
  /**
   * Algorithm that the client is registered with for the userinfo; `none` for JSON only. Default: JSON, or the first
   * asymmetric one that the provider is seen to sign with. Environment: `MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG`.
   */
  userinfoSignedResponseAlg?: string;
  /**
   * A proxy cuts the path of the base URL off before requests reach the application. Default: `false`. Environment:
   * `MONCOMPTEPRO_PROXY_STRIPS_BASE_PATH`.
   */
  proxyStripsBasePath?: boolean;
  /** Where the routes are, under the base URL. Default: `/auth`. */
  path?: string;
  /** Page of the application to show after a logout. Default: `/`. */
  afterLogout?: string;
  /**
   * Names of the application’s own logins, whose sessions `auth.createSession()` begins. In the place of the
   * provider’s id in `user.provider`. The first one is the default. Default: `local`, and any other name that no
   * provider has.
   */
  ownLogins?: readonly L[];
  /**
   * Page of the application where people choose how to log in; it gets `?returnTo=`. Guards send people there, except
   * those that only the provider’s login satisfies. Default: the provider’s login, at once.
   */
  loginPage?: string;
  /** Parameters that a link to the login route may carry. Others are silently ignored. Default: none. */
  allowLoginParameters?: readonly LoginParameter[];
  /**
   * Pages of the application that are redirect URIs themselves, as registered. A single-page application begins and
   * ends its logins there, with `createClient({ redirectUri })` of `@moncomptepro/browser`. Default: none.
   */
  browserRedirectUris?: readonly string[];
  /**
   * First part of the cookies’ names. Default: `moncomptepro`; on http with the port, `moncomptepro-3000`; under a
   * base path `/app` with it, `moncomptepro-app`.
   */
  cookieName?: string;
  /**
   * Whether a login without an organisation (SIRET) is refused. With false, `user.organization` may be absent, in the
   * types too, and the default scope asks for none. Default: `true`.
   */
  requireOrganization?: R;
  /**
   * Claims of the ID token to ask for by name, for example `amr`. What the provider has comes; nothing is refused for
   * want of it. Default: none.
   */
  idTokenClaims?: readonly string[];
  /** Raw claims that the session keeps beside the user. Default: none. */
  keepClaims?: readonly string[];
  /**
   * Keeps the refresh token, sealed in the session, for `auth.refresh()`, where the provider gives one. Default:
   * `false`.
   */
  keepRefreshToken?: boolean;
  /**
   * Private key of P-256 for `auth.issueToken()`, PEM or JWK; of several, the first one signs. All of them are
   * published at `/auth/jwks`. Several PEM follow each other; several JWK are a JWK set. Default: none. Environment:
   * `MONCOMPTEPRO_TOKEN_PRIVATE_KEY`.
   */
  tokenPrivateKey?: string | readonly string[];
  /**
   * Keeps the access token, sealed in the session, for `auth.accessToken()`. With `keepRefreshToken` it is renewed
   * when it is over. Default: `false`.
   */
  keepAccessToken?: boolean;
  /** How long sessions last, and where they live. */
  session?: SessionOptions;
  /**
   * Says at the start which provider and client are used, and which addresses must be registered there. Default:
   * true, unless `NODE_ENV` is `production` or `test`. Environment: `MONCOMPTEPRO_ANNOUNCE`.
   */
  announce?: boolean;
  /**
   * Where log lines go. A warning or an error ends with `see`, the address of its row in docs/errors.md. Default: the
   * console, without the `debug` lines.
   */
  logger?: Logger;
  /** Replaces the way in which the provider is called, for example for a corporate proxy. Default: `node:http(s)`. */
  fetch?: typeof globalThis.fetch;
}
