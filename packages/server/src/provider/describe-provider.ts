import type { AuthContext } from "../auth-context.js";
import type { RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";

/** Tells a page what it needs to start a login by itself: nothing that the address of a login does not show anyway. */
export async function describeProvider(
  _request: RequestParts,
  { provider, settings: { basePath } }: Pick<AuthContext, "provider" | "settings">,
): Promise<Response> {
  const { issuer, authorization_endpoint: authorizationEndpoint } = await provider.metadata();
  const { clientId, scope } = provider.settings;
  return json({ issuer, authorizationEndpoint, clientId, scope, home: `${basePath}/` });
}
