export { createClient, type Client, type ClientOptions, type LoginOptions } from "./client.js";
export type { FinishedLogin } from "./finished-login.js";
export { ClientError, type ClientErrorCode } from "./client-error.js";
export type { Listener } from "./known-user.js";
export type { Authentication, Organization, User } from "./user.js";
