export type { ErrorCode, Fault } from "./error-codes.js";
export { AuthError } from "./errors.js";
export {
  createResourceServer,
  type ResourceServer,
  type ResourceServerOptions,
  type VerifiedAccessToken,
} from "./resource-server/create-resource-server.js";
export type { Introspection } from "./resource-server/introspect.js";
export { SettingsError } from "./settings/settings-error.js";
