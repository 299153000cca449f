import type { Session } from "./session.js";

const MAXIMUM_ENTRIES = 1000;

/**
 * Sessions that changed after their cookie was made, by identifier: a refresh token that was rotated must not come back
 * with an older cookie. Bounded; the one that changed first is forgotten first.
 */
export class NewestSessions {
  readonly #sessions = new Map<string, Session>();

  get(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  set(id: string, session: Session): void {
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
    for (const oldest of this.#sessions.keys()) {
      if (this.#sessions.size <= MAXIMUM_ENTRIES) break;
      this.#sessions.delete(oldest);
    }
  }

  forget(id: string): void {
    this.#sessions.delete(id);
  }
}
