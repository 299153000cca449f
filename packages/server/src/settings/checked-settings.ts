import type { ClientAuthenticationMethod, Profile } from "@moncomptepro/profiles";
import type { Hooks } from "../hooks/hooks.js";
import type { Logger } from "../logger.js";
import type { SessionLimits } from "../session/session-limits.js";
import type { SessionStore } from "../store/session-store.js";
import type { ClientSecret, LoginParameter } from "./options.js";

/** How long sessions last, and where they live. */
export interface SessionSettings extends SessionLimits {
  readonly store?: SessionStore;
}

/** What the application does beside the provider's login: logins, tokens, what else it keeps. */
export interface ApplicationSettings {
  ownLogins?: string[];
  loginPage?: string;
  tokenPrivateKey?: string[];
  keepAccessToken: boolean;
}

/** The settings whose form is right, each on its own. What each must be stands in `settings-table.ts`. */
export interface CheckedSettings extends Hooks, ApplicationSettings {
  clientId: string;
  clientSecret?: ClientSecret;
  privateKey?: string;
  decryptionKey?: string[];
  clientAuthentication?: ClientAuthenticationMethod;
  baseUrl: string;
  sessionSecret: string[];
  provider: string | Profile;
  /** Read before all others: see `read-application.ts`. */
  providers?: Record<string, unknown>;
  environment: string;
  issuer?: string;
  allowInsecureIssuer: boolean;
  scope?: string;
  redirectUri?: string;
  postLogoutRedirectUri?: string;
  idTokenSignedResponseAlg?: string;
  userinfoSignedResponseAlg?: string;
  proxyStripsBasePath: boolean;
  path: string;
  afterLogout: string;
  allowLoginParameters: LoginParameter[];
  browserRedirectUris: string[];
  cookieName?: string;
  requireOrganization: boolean;
  idTokenClaims: string[];
  keepClaims: string[];
  keepRefreshToken: boolean;
  session: SessionSettings;
  announce?: boolean;
  logger?: Logger;
  fetch?: typeof globalThis.fetch;
}
