import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import { createAuth as createCore } from "../create-auth.js";
import type { AuthOptions } from "../settings/options.js";
import { adaptToNode, type NodeAuth } from "./node-auth.js";

export type { AuthOptions } from "../settings/options.js";
export type { LoginOptions } from "../login/login-options.js";
export type { NodeRequest } from "./node-request.js";

/** What answers our routes, and what the application's own code needs. */
export type Auth<U extends User = User> = NodeAuth<U>;

/**
 * Login for a plain `node:http` server, and for the frameworks that use its requests and responses.
 *
 * @example
 * const auth = createAuth();
 * createServer(async (request, response) => {
 *   if (await auth.handle(request, response)) return;
 *   const user = await auth.requireUser(request, response);
 *   if (user) response.end(user.organization.siret);
 * }).listen(3000);
 *
 * @throws SettingsError with every mistake in the settings at once
 */
export function createAuth<P extends ProfileId | ProfileAlias | Profile = "moncomptepro">(
  ...options: [options?: AuthOptions<P>]
): Auth<UserOf<P>> {
  return adaptToNode(createCore(...options));
}
