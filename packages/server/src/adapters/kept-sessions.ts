import type { User } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import type { Session } from "../session/session.js";

/** The sessions of the requests that are being answered, as the guard found them. */
export class KeptSessions<U extends User> {
  readonly #sessions = new WeakMap<object, Session<U>>();

  /** @param request - what the framework passes on from the guard to the handler */
  keep(request: object, session: Session<U>): void {
    this.#sessions.set(request, session);
  }

  /** @throws AuthError `not_authenticated` */
  of(request: object): Session<U> {
    const session = this.#sessions.get(request);
    if (!session) throw new AuthError("not_authenticated", { hint: "use auth.requireUser() on this route" });
    return session;
  }
}
