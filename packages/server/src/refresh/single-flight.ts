import { createHash } from "node:crypto";
import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import type { SessionStore } from "../session/session-store.js";
import type { Session } from "../session/session.js";
import { refresh, type Refreshed } from "./refresh.js";

/** Seconds that an instance may take; one that crashed meanwhile keeps the others waiting no longer. */
const TURN = 10;
/** Milliseconds between two looks at what another instance is doing. */
const PAUSE = 50;

/**
 * Lets one request at a time redeem a refresh token, for a provider that rotates them takes the second use of one for a
 * theft. Those who come meanwhile get the same result; those at another instance wait for their turn with the next token.
 */
export class SingleFlight {
  readonly #context: AuthContext;
  readonly #flights = new Map<string, Promise<Refreshed>>();

  constructor(context: AuthContext) {
    this.#context = context;
  }

  async refresh(request: RequestParts): Promise<Refreshed> {
    const session = await this.#session(request);
    const token = session?.refresh?.token;
    if (!token) return refresh(session, request, this.#context);
    const flight = this.#flights.get(token) ?? this.#take(token, session, request);
    this.#flights.set(token, flight);
    return flight;
  }

  #session(request: RequestParts): Promise<Session | undefined> {
    return this.#context.sessions.read(readCookies(request));
  }

  async #take(token: string, session: Session, request: RequestParts): Promise<Refreshed> {
    const { store } = this.#context.settings.session;
    try {
      return store
        ? await this.#takeTurn(token, store, request)
        : await refresh(session, request, this.#context);
    } finally {
      this.#flights.delete(token);
    }
  }

  /** Waits until no other instance uses the token of the session, and goes on with the one it has then. */
  async #takeTurn(first: string, store: SessionStore, request: RequestParts): Promise<Refreshed> {
    const end = Date.now() + TURN * 1000;
    let token = first;
    /* oxlint-disable no-await-in-loop -- each look depends on the one before */
    while (Date.now() < end) {
      const claimed = key(token);
      const isMine = await store.claim(claimed, TURN);
      try {
        const session = await this.#session(request);
        if (!session?.refresh || (isMine && session.refresh.token === token))
          return await refresh(session, request, this.#context);
        token = session.refresh.token;
      } finally {
        if (isMine) await store.remove(claimed);
      }
      if (!isMine) await pause();
    }
    /* oxlint-enable no-await-in-loop */
    throw new AuthError("provider_timeout", { hint: "another instance did not finish a refresh" });
  }
}

/** What an instance claims while it redeems a token, of which the store sees only a hash. */
function key(token: string): string {
  return `refresh:${createHash("sha256").update(token).digest("base64url")}`;
}

function pause(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, PAUSE);
  });
}
