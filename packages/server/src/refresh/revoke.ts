import type { AuthContext } from "../auth-context.js";
import { loadOpenidClient } from "../lazy-libraries.js";
import { ofSession } from "../one-of-each.js";
import { withoutContent } from "../provider/caught.js";
import { withDeadline } from "../provider/deadline.js";
import type { Provider } from "../provider/provider.js";
import type { SessionRecord } from "../session/session-record.js";

/**
 * Tells the provider that the tokens of a session will not be used again (RFC 7009): the refresh token, which takes the
 * access tokens with it (section 2.1), else the access token that was kept. Whatever the provider
 * answers, the session is over here.
 */
export async function revoke(
  session: Pick<SessionRecord, "refresh" | "access" | "client">,
  context: AuthContext,
): Promise<void> {
  const { refresh, access } = session;
  const { provider } = ofSession(session, context) ?? context;
  const token = refresh?.token ?? access?.token;
  if (token === undefined) return;
  try {
    await withDeadline(revokeToken(token, refresh ? "refresh_token" : "access_token", provider));
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? withoutContent(cause).message : "unreadable answer";
    provider.settings.logger.warn("token_unrevoked", "A token could not be revoked.", { reason });
  }
}

async function revokeToken(token: string, kind: string, provider: Provider): Promise<void> {
  const { revocation_endpoint: endpoint } = await provider.metadata();
  if (!endpoint) return;
  const { tokenRevocation } = await loadOpenidClient();
  await tokenRevocation(await provider.configuration(), token, { token_type_hint: kind });
}
