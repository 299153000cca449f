export { createAuth, type Auth } from "./create-auth.js";
export type { ErrorCode, Fault } from "./error-codes.js";
export { AuthError, type AuthErrorOptions } from "./errors.js";
export type { Guarded } from "./guard/require-user.js";
export type { Requirements } from "./guard/requirements.js";
export type { Authorization, Hooks, LoginDecision, ReceivedLogin } from "./hooks/hooks.js";
export type { RequestWithBody } from "./http/request-body.js";
export type { HeadersLike, RequestParts } from "./http/request-parts.js";
export type { Logger } from "./logger.js";
export type { LoginOptions } from "./login/login-options.js";
export type { PendingLogin } from "./login/pending-logins.js";
export type { Authenticated } from "./session/authenticate.js";
export type { CreatedSession, CreateSessionOptions } from "./session/create-session.js";
export type { OwnData } from "./session/own-data.js";
export type { OwnUser, OwnUserInput } from "./session/own-user.js";
export type { IssuedToken, IssueTokenOptions } from "./tokens/issue-token.js";
export type { SessionOfPerson, SessionsOptions } from "./session/sessions-of.js";
export type { DataChange, UpdatedSession } from "./session/update-session.js";
export type { ErrorPage } from "./pages/error-page.js";
export type { AccessToken } from "./refresh/access-tokens.js";
export type { Refreshed } from "./refresh/refresh.js";
export type { SessionStore } from "./store/session-store.js";
export type { Session } from "./session/session.js";
export type { AuthOptions, ClientSecret, LoginParameter, SessionOptions } from "./settings/options.js";
export { SettingsError } from "./settings/settings-error.js";
export type {
  HealthActivity,
  HealthPractice,
  MonCompteProUser,
  Organization,
  ProConnectUser,
  ProSanteConnectUser,
  Profile,
  ProfileAlias,
  ProfileId,
  User,
  UserOf,
} from "@moncomptepro/profiles";
