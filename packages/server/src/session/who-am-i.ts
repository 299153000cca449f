import type { SessionContext } from "../session-context.js";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import { authenticate } from "./authenticate.js";
import { expiresAt } from "./session.js";

/** Tells a page who is logged in; with `?optional` nobody is an answer and not an error. */
export async function whoAmI(request: RequestParts, context: SessionContext): Promise<Response> {
  const { session, user, setCookie } = await authenticate(request, context);
  if (session) {
    const renewed = setCookie.length > 0 ? { ...session, renewedAt: now() } : session;
    const end = new Date(expiresAt(renewed, context.settings.session) * 1000).toISOString();
    return json({ user, expiresAt: end }, { setCookie });
  }
  if (query(request).has("optional")) return json({ user: null });
  throw new AuthError("not_authenticated");
}
