export { createClient, type Client, type ClientOptions, type LoginOptions } from "./client.js";
export { ClientError, type ClientErrorCode } from "./client-error.js";
export type { Authentication, Organization, User } from "./user.js";
