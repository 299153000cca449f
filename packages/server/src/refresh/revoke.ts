import type { AuthContext } from "../auth-context.js";
import { withoutContent } from "../provider/caught.js";
import { withDeadline } from "../provider/deadline.js";
import type { Provider } from "../provider/provider.js";
import type { Session } from "../session/session.js";

/**
 * Tells the provider that the refresh token of a session will not be used again (RFC 7009). Whatever the provider
 * answers, the session is over here.
 */
export async function revoke(
  { refresh }: Pick<Session, "refresh">,
  { provider }: Pick<AuthContext, "provider">,
): Promise<void> {
  if (!refresh) return;
  try {
    await withDeadline(revokeToken(refresh.token, provider));
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? withoutContent(cause).message : "unreadable answer";
    provider.settings.logger.warn("A refresh token could not be revoked.", { reason });
  }
}

async function revokeToken(token: string, provider: Provider): Promise<void> {
  const { revocation_endpoint: endpoint } = await provider.metadata();
  if (!endpoint) return;
  const { tokenRevocation } = await import("openid-client");
  await tokenRevocation(await provider.configuration(), token, { token_type_hint: "refresh_token" });
}
