import { withDeadline } from "../provider/deadline.js";
import type { Provider } from "../provider/provider.js";

/**
 * The address of the provider's logout (OpenID Connect RP-Initiated Logout 1.0), without an ID token.
 *
 * @returns undefined when the provider has none, or cannot be reached
 */
export async function providerLogout(
  state: string,
  postLogoutRedirectUri: string,
  provider: Provider,
): Promise<URL | undefined> {
  const { clientId, logger } = provider.settings;
  try {
    const { end_session_endpoint: endpoint } = await withDeadline(provider.metadata());
    if (!endpoint) return undefined;
    const address = new URL(endpoint);
    address.searchParams.set("client_id", clientId);
    address.searchParams.set("post_logout_redirect_uri", postLogoutRedirectUri);
    address.searchParams.set("state", state);
    return address;
  } catch (error) {
    logger.warn(
      "logged_out_here_only",
      "The person is logged out of this application only: the provider cannot be reached.",
      {
        reason: reason(error),
      },
    );
    return undefined;
  }
}

function reason(error: unknown): string {
  return error instanceof Error && "hint" in error ? `${error.message} ${String(error.hint)}` : String(error);
}
