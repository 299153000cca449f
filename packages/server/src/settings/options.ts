import type { Profile, ProfileAlias, ProfileId, UserOf } from "@moncomptepro/profiles";
import type { SessionStore } from "../store/session-store.js";
import type { Hooks } from "../hooks/hooks.js";
import type { Logger } from "../logger.js";

/** Parameters of an authorization request that a link to the login route may carry. */
export const LOGIN_PARAMETERS = ["prompt", "login_hint", "siret_hint", "acr_values", "idp_hint"] as const;
export type LoginParameter = (typeof LOGIN_PARAMETERS)[number];

/** The client secret, or a function that gives the current one when it is rotated. */
export type ClientSecret = string | (() => string | Promise<string>);

/** How long a session lasts. */
export interface SessionOptions {
  /** Seconds without a request after which the session ends. Default 3,600: one hour. */
  idle?: number;
  /** Seconds after the login at which the session ends whatever happens. Default 43,200: twelve hours. */
  absolute?: number;
  /**
   * Where sessions live, in place of the browsers' cookies: needed to end sessions across several instances. See
   * `redisStore` of `@moncomptepro/server/redis`.
   */
  store?: SessionStore;
}

/**
 * Everything `createAuth()` can be told. Each setting falls back on an environment variable, then on its default, so
 * that an application that sets the four required variables passes nothing.
 */
export interface AuthOptions<
  P extends ProfileId | ProfileAlias | Profile = ProfileId | ProfileAlias | Profile,
> extends Hooks<UserOf<P>> {
  /** Client id. Required. Environment: `MONCOMPTEPRO_CLIENT_ID`. */
  clientId?: string;
  /** Client secret. Required unless `privateKey` is given. Environment: `MONCOMPTEPRO_CLIENT_SECRET`. */
  clientSecret?: ClientSecret;
  /**
   * Private key for `private_key_jwt` in place of the secret: PKCS #8 PEM, or a JWK as JSON. RSA of 2,048 bits or
   * more, P-256 or Ed25519. Environment: `MONCOMPTEPRO_PRIVATE_KEY`.
   */
  privateKey?: string;
  /**
   * Public address of the application, `https://app.example.gouv.fr`; http towards loopback only. Required: it is
   * never taken from a request. With a path, the routes and `returnTo` live under it. Environment:
   * `MONCOMPTEPRO_BASE_URL`.
   */
  baseUrl?: string;
  /**
   * Secrets of 32 characters or more that seal the cookies, newest first; the others still open older cookies.
   * Required. Environment: `MONCOMPTEPRO_SESSION_SECRET`, comma-separated.
   */
  sessionSecret?: string | readonly string[];
  /** Profile id, or a profile of your own. Default `moncomptepro`. Environment: `MONCOMPTEPRO_PROVIDER`. */
  provider?: P;
  /** One of the profile's environments. Default `production`. Environment: `MONCOMPTEPRO_ENVIRONMENT`. */
  environment?: string;
  /** Issuer, in place of the environment's; http towards loopback only. Environment: `MONCOMPTEPRO_ISSUER`. */
  issuer?: string;
  /** Space-separated. Default: the profile's. Environment: `MONCOMPTEPRO_SCOPE`. */
  scope?: string;
  /**
   * Redirect URI as registered; its path becomes the callback route. Default: base URL + `/auth/callback`.
   * Environment: `MONCOMPTEPRO_REDIRECT_URI`.
   */
  redirectUri?: string;
  /**
   * Post-logout redirect URI as registered: our route, or any page of the application. Default: base URL +
   * `/auth/logout/callback`. Environment: `MONCOMPTEPRO_POST_LOGOUT_REDIRECT_URI`.
   */
  postLogoutRedirectUri?: string;
  /**
   * The algorithm that the client is registered with. Default: any asymmetric one of the profile. Environment:
   * `MONCOMPTEPRO_ID_TOKEN_SIGNED_RESPONSE_ALG`.
   */
  idTokenSignedResponseAlg?: string;
  /**
   * The algorithm that the client is registered with; `none` for plain JSON. Default: JSON or any asymmetric
   * algorithm, as the profile allows. Environment: `MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG`.
   */
  userinfoSignedResponseAlg?: string;
  /** Where the routes are, under the base URL. Default `/auth`. */
  path?: string;
  /** Page of the application to show after a logout. Default `/`. */
  afterLogout?: string;
  /** Parameters that a link to the login route may carry; others are left out. Default: none. */
  allowLoginParameters?: readonly LoginParameter[];
  /**
   * Pages of the application that are redirect URIs themselves, as registered: a single-page application begins and ends
   * its logins there, with `createClient({ redirectUri })` of `@moncomptepro/browser`. Default: none.
   */
  browserRedirectUris?: readonly string[];
  /** First part of the cookies' names. Default `moncomptepro`. */
  cookieName?: string;
  /** Raw claims that the session keeps beside the user. Default: none. */
  keepClaims?: readonly string[];
  /**
   * Keeps the refresh token, sealed in the session, for `auth.refresh()`. Only where the provider gives one
   * (ProConnect). Default false.
   */
  keepRefreshToken?: boolean;
  session?: SessionOptions;
  /** Where log lines go. Default: the console, without the `debug` ones. */
  logger?: Logger;
  /** Replaces the way in which the provider is called, for a corporate proxy say. Default: `node:http(s)`. */
  fetch?: typeof globalThis.fetch;
}
