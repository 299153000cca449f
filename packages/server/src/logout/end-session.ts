import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { report } from "../events.js";
import type { Cookies } from "../http/cookies.js";
import type { SessionRecord } from "../session/session-record.js";
import { sessionView } from "../session/session-view.js";
import type { Settings } from "../settings/settings.js";

/** What became of the session of a browser. */
interface Ended {
  /** Undefined when there was none, or it could not be read. */
  readonly session?: SessionRecord | undefined;
  /** `Set-Cookie` headers that take its cookies out of the browser. */
  readonly setCookie: readonly string[];
  /** Why the session could not be ended in its cookie or store. */
  readonly failure?: AuthError;
}

/** Ends the session of a browser: in the store, where there is one, and in the browser, even when the store fails. */
export async function endSession(
  cookies: Cookies,
  { sessionBackend, settings }: Pick<AuthContext, "sessionBackend" | "settings">,
): Promise<Ended> {
  let session: SessionRecord | undefined;
  let isUnknown = false;
  try {
    session = await sessionBackend.read(cookies);
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    isUnknown = true;
  }
  try {
    const setCookie = await (isUnknown
      ? sessionBackend.endUnread(cookies)
      : sessionBackend.end(session, cookies));
    if (session || isUnknown) await reportLogout(session, {}, settings);
    return { session, setCookie };
  } catch (error) {
    if (!isStoreAway(error)) throw error;
    await reportLogout(session, { incomplete: true }, settings);
    return { session, setCookie: sessionBackend.forget(cookies), failure: error };
  }
}

function isStoreAway(error: unknown): error is AuthError {
  return error instanceof AuthError && error.code === "store_unavailable";
}

/** Tells of a logout that a person asked for: the log, and the application. */
export async function reportLogout(
  session: SessionRecord | undefined,
  details: { readonly incomplete?: true },
  { hooks, logger }: Settings,
): Promise<void> {
  report("logout", details, logger);
  try {
    if (session) await hooks.onLogout?.(sessionView(session));
  } catch (error) {
    logger.error("on_logout_failed", "The hook onLogout failed. The person is logged out anyway.", {
      reason: String(error),
    });
  }
}
