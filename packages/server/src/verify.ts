export type { ErrorCode, Fault } from "./error-codes.js";
export { AuthError } from "./errors.js";
export type { VerifiedLogin } from "./login/verify-login.js";
export type { ProviderOptions } from "./settings/provider-settings.js";
export { SettingsError } from "./settings/settings-error.js";
export { createVerifier } from "./verify/create-verifier.js";
export type { LogoutWay, ReceivedTokens, StartedLogin, Verifier } from "./verify/verifier.js";
export type { LoginWishes } from "./verify/wishes.js";
export type { MonCompteProUser, ProConnectUser, Profile, User, UserOf } from "@moncomptepro/profiles";
