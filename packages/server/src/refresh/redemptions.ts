import { AuthError } from "../errors.js";
import type { Cookies } from "../http/cookies.js";
import type { ProcessMemory } from "../memory/process-memory.js";
import { pause } from "../pause.js";
import type { Provider } from "../provider/provider.js";
import type { ClientScope } from "../sealing/client-scope.js";
import type { SessionContext } from "../session-context.js";
import type { SessionBackend } from "../session/session-backend.js";
import type { SessionRecord } from "../session/session-record.js";
import type { Settings } from "../settings/settings.js";
import type { Mark, Reservations } from "../store/reservations.js";
import { tryAgain } from "../store/try-again.js";
import { redeemRefreshToken } from "./redeem-refresh-token.js";
import type { Redeemed, Refreshable } from "./redeemed.js";

/** Seconds that an instance may take: one call to the provider, and what that takes before it. */
const TURN = 30;
/** Milliseconds that others wait for their turn, and between two looks. */
const PATIENCE = 10_000;
const PAUSE = 50;

/**
 * Redeems refresh tokens, each once: a provider that rotates them takes the second use of one for a theft. One request
 * at a time does it, in all of this process and, with a store, at all instances; the others get the same answer, or
 * take their turn with the next token. What came is never lost: a caller that gives up does not end the call, and the
 * next token is remembered until it is written.
 */
export class Redemptions {
  readonly #settings: Settings;
  readonly #scope: ClientScope;
  readonly #sessionBackend: SessionBackend;
  readonly #reservations: Reservations | undefined;
  readonly #provider: Provider;
  readonly #memory: ProcessMemory;

  constructor(
    { settings, scope, sessionBackend, memory }: SessionContext,
    reservations: Reservations | undefined,
    provider: Provider,
  ) {
    this.#settings = settings;
    this.#scope = scope;
    this.#sessionBackend = sessionBackend;
    this.#reservations = reservations;
    this.#provider = provider;
    this.#memory = memory;
  }

  /**
   * @throws AuthError `not_authenticated` when the session ended meanwhile; `refresh_refused`, or what a login throws
   */
  redeem(session: Refreshable, cookies: Cookies): Promise<Redeemed> {
    const current = this.withNextToken(session);
    const key = this.#key(current.refresh.token);
    const running = this.#memory.redemptions.get(key);
    if (running) return running;
    const redemption = this.#redeemInTurn(current, cookies).finally(() => {
      this.#memory.redemptions.delete(key);
    });
    this.#memory.redemptions.set(key, redemption);
    return redemption;
  }

  /** The session with the token that its own was redeemed for already, where that is known here. */
  withNextToken<S extends SessionRecord>(session: S): S {
    let refresh = session.refresh;
    let next = refresh;
    while (next) {
      refresh = next;
      const token = this.#memory.redeemedTokens.get(this.#key(next.token));
      next = token === undefined ? undefined : { ...next, token };
    }
    return refresh === session.refresh ? session : { ...session, refresh };
  }

  /** Tokens of different clients do not meet. */
  #key(token: string): string {
    return JSON.stringify([...this.#scope, token]);
  }

  async #redeemInTurn(session: Refreshable, cookies: Cookies): Promise<Redeemed> {
    const reservations = this.#reservations;
    if (!reservations) return this.#redeem(session, cookies);
    const end = Date.now() + PATIENCE;
    let current = session;
    /* oxlint-disable no-await-in-loop -- each look depends on the one before */
    while (Date.now() < end) {
      const turn = [...this.#scope, current.refresh.token];
      const mark = await reservations.take("refresh-turn", turn, TURN);
      try {
        const found = await this.#sessionBackend.read(cookies);
        if (!found?.refresh) throw new AuthError("not_authenticated");
        const newest = this.withNextToken(found) as Refreshable;
        if (mark && newest.refresh.token === current.refresh.token)
          return await this.#redeem(newest, cookies);
        current = newest;
      } finally {
        if (mark) await this.#release(reservations, turn, mark);
      }
      if (!mark) await pause(PAUSE);
    }
    /* oxlint-enable no-await-in-loop */
    throw new AuthError("provider_timeout", { hint: "another instance did not finish a refresh" });
  }

  /** A turn that cannot be given back ends by itself, or is taken again by this instance. */
  async #release(reservations: Reservations, turn: readonly string[], mark: Mark): Promise<void> {
    await reservations.release("refresh-turn", turn, mark).catch((error: unknown) => this.#warn(error));
  }

  async #redeem(session: Refreshable, cookies: Cookies): Promise<Redeemed> {
    const { refresh } = session;
    const answer = await redeemRefreshToken(refresh.token, this.#provider);
    const token = answer.refreshToken;
    if (token === undefined || token === refresh.token) return { answer, session };
    this.#memory.redeemedTokens.set(this.#key(refresh.token), token);
    const next = { ...session, refresh: { ...refresh, token } };
    try {
      const changed = await this.#write(session, cookies);
      return { answer, session: changed ?? next };
    } catch (error) {
      // The token is good whatever the store does: this process knows it, and writes it when the store is back.
      this.#warn(error);
      void this.#writeLater(session, cookies);
      return { answer, session: next };
    }
  }

  /** @returns undefined when the session has ended meanwhile */
  async #write(session: Refreshable, cookies: Cookies): Promise<Refreshable | undefined> {
    const changed = await this.#sessionBackend.change(
      session,
      (current) => this.withNextToken(current),
      cookies,
    );
    return changed && (changed.session as Refreshable);
  }

  async #writeLater(session: Refreshable, cookies: Cookies): Promise<void> {
    if (await tryAgain(() => this.#write(session, cookies))) return;
    this.#settings.logger.error(
      "refresh_token_unwritten",
      "A refresh token could not be written: a refresh at another instance will fail.",
    );
  }

  #warn(error: unknown): void {
    const hint = error instanceof AuthError ? error.hint : String(error);
    this.#settings.logger.warn(
      "refresh_store_failed",
      "The session store failed while a refresh token was redeemed.",
      { hint },
    );
  }
}
