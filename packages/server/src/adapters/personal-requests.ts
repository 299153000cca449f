import type { User } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import type { RequestParts } from "../http/request-parts.js";
import type { SessionBackend } from "../session/session-backend.js";
import type { Session } from "../session/session.js";
import type { Framework, HandlerContext } from "./framework-description.js";
import { writePersonalHeaders } from "./personal-answer.js";

/** What is known of the requests that are being answered: whose each is, and which of our cookies its answer takes along. */
export interface PersonalRequests<U extends User, C extends HandlerContext> {
  /** Remembers whose a request is that has no answer of the application's. */
  readonly remember: (request: C[0] | RequestParts, session: Session<U>) => void;
  /** From now on the answer is one person's. */
  readonly makePersonal: (context: C, setCookie: readonly string[], found?: Session<U>) => void;
  /** A refresh that ended the session takes it out of the browser too, whichever code answers then. */
  readonly sendCookiesOf: (error: unknown, context: C) => void;
  /** @throws AuthError `not_authenticated` */
  readonly session: (request: C[0] | RequestParts) => Session<U>;
}

export function personalRequests<U extends User, C extends HandlerContext, Answer>(
  framework: Framework<C, Answer>,
  sessionBackend: Pick<SessionBackend, "isCurrent">,
): PersonalRequests<U, C> {
  /** By request, while it is answered: whose it is, and the cookies that go out with its answer, by name. */
  const sessions = new WeakMap<object, Session<U>>();
  const waitingCookies = new WeakMap<object, Map<string, string>>();

  return {
    remember: (request, session) => void sessions.set(framework.key(request), session),
    makePersonal(context, setCookie, found) {
      const key = framework.key(context[0]);
      if (found) sessions.set(key, found);
      framework.forbidCaching(context);
      // Most answers carry no cookie, and need no second look when their headers are written.
      if (setCookie.length === 0) return;

      const known = waitingCookies.get(key);
      const waiting = known ?? new Map<string, string>();
      // The newest of each name counts.
      for (const cookie of setCookie) waiting.set(cookie.slice(0, cookie.indexOf("=")), cookie);
      if (known) return;
      waitingCookies.set(key, waiting);
      const isCurrent = (): boolean => {
        const current = sessions.get(key);
        return current === undefined || sessionBackend.isCurrent(current);
      };
      framework.beforeHeaders((headers) => {
        writePersonalHeaders(headers, { cookies: [...waiting.values()], isCurrent });
      }, context);
    },
    sendCookiesOf(error, context) {
      if (!(error instanceof AuthError) || error.setCookie.length === 0) return;
      const cookies = error.setCookie;
      framework.beforeHeaders((headers) => {
        writePersonalHeaders(headers, { cookies, isCurrent: () => true });
      }, context);
    },
    session(request) {
      const found = sessions.get(framework.key(request));
      if (!found) throw new AuthError("not_authenticated", { hint: "use auth.requireUser() on this route" });
      return found;
    },
  };
}
