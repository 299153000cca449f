import { AuthError } from "../errors.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import type { SessionContext } from "../session-context.js";
import type { Settings } from "../settings/settings.js";
import { currentSession } from "./authenticate.js";
import { expiresAt } from "./session-limits.js";
import type { SessionRecord } from "./session-record.js";

/** Tells a page who is logged in; with `?optional` the absence of a session is an answer and not an error. */
export async function whoAmI(request: RequestParts, context: SessionContext): Promise<Response> {
  const current = await currentSession(request, context);
  if (current) return sessionJson(current.session, context.settings, current.setCookie);
  if (query(request).has("optional")) return json({ user: null });
  throw new AuthError("not_authenticated");
}

/** What a page may know of a session: who, and until when. */
export function sessionJson(
  session: SessionRecord,
  settings: Settings,
  setCookie: readonly string[],
): Response {
  const end = new Date(expiresAt(session, settings.session) * 1000).toISOString();
  return json({ user: session.user, expiresAt: end }, { setCookie });
}
