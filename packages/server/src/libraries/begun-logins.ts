import { AuthError, mistake } from "../errors.js";
import type { StartedLogin } from "../verify/verifier.js";

/** A request with the session of another library. */
export interface WithSession {
  readonly session?: unknown;
}

/** Logins that one browser may have begun and not finished: one for each of its tabs. */
const MOST_LOGINS = 10;
const KEPT_AS = "moncomptepro:logins";

/**
 * Keeps a login that begins in the session of its browser, beside those of other tabs; the oldest ones leave first.
 *
 * @throws AuthError `settings_invalid` without a session
 */
export function keepLogin(started: StartedLogin, request: WithSession): void {
  const others = Object.entries(begunLogins(request)).slice(1 - MOST_LOGINS);
  sessionOf(request)[KEPT_AS] = Object.fromEntries([...others, [started.state, started]]);
}

/**
 * Takes the login of a `state` out, before anything else is done with it: it can be finished only once.
 *
 * @throws AuthError `login_expired` when the session has none; `settings_invalid` without a session
 */
export function takeLogin(state: string, request: WithSession): StartedLogin {
  const begun = begunLogins(request);
  const started = Object.hasOwn(begun, state) ? begun[state] : undefined;
  if (!started) throw new AuthError("login_expired", { hint: "no login of this session has this state" });
  const others = Object.entries(begun).filter(([each]) => each !== state);
  sessionOf(request)[KEPT_AS] = Object.fromEntries(others);
  return started;
}

function begunLogins(request: WithSession): Readonly<Record<string, StartedLogin>> {
  return (sessionOf(request)[KEPT_AS] ?? {}) as Record<string, StartedLogin>;
}

function sessionOf({ session }: WithSession): Record<string, unknown> {
  if (typeof session === "object" && session !== null) return session as Record<string, unknown>;
  throw mistake("the strategy needs a session: app.use(session({ … })) before it", "settings_invalid");
}
