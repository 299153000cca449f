import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { ofSession } from "../one-of-each.js";
import { pause } from "../pause.js";
import { isOwn } from "../session/is-own.js";
import type { SessionRecord } from "../session/session-record.js";
import type { Reservations } from "../store/reservations.js";
import { goodAccess } from "./kept-access.js";
import type { Refreshes } from "./refresh.js";

/** An access token that is good still. */
export interface AccessToken {
  readonly accessToken: string;
  /** Seconds since the epoch at which it expires, where the provider says so. */
  readonly expiresAt?: number;
  /** `Set-Cookie` headers to send with the answer, which must not be cached. */
  readonly setCookie: readonly string[];
}

/** Seconds that an instance may take to get a token. */
const TURN = 30;
/** Milliseconds that others wait for it, and between two looks. */
const PATIENCE = 15_000;
const PAUSE = 50;

/**
 * Gives access tokens for the provider's own services: the one that the session keeps while it is good, else a new one,
 * got once for all requests that ask: of this process, and with a store of all instances.
 */
export class AccessTokens {
  readonly #context: AuthContext;
  readonly #refreshes: Refreshes;
  readonly #flights = new Map<string, Promise<AccessToken>>();

  constructor(context: AuthContext, refreshes: Refreshes) {
    this.#context = context;
    this.#refreshes = refreshes;
  }

  /**
   * @throws AuthError `not_authenticated`; `other_login_required` for a person whom the application logged in itself;
   *   `refresh_refused` when it is over and only a login gives another one; what a refresh throws
   */
  async get(request: RequestParts): Promise<AccessToken> {
    const session = await this.#sessionOf(request);
    const kept = keptBy(session);
    if (kept) return kept;
    const flight = this.#flights.get(session.id);
    if (flight) return flight;
    const started = this.#inTurn(request, session).finally(() => this.#flights.delete(session.id));
    this.#flights.set(session.id, started);
    return started;
  }

  async #sessionOf(request: RequestParts): Promise<SessionRecord> {
    const { sessionBackend, settings } = this.#context;
    const session = await sessionBackend.read(readCookies(request));
    if (!session) throw new AuthError("not_authenticated");
    if (isOwn(session.user, settings)) {
      throw new AuthError("other_login_required", { hint: "the provider did not log this person in" });
    }
    return session;
  }

  /** What one instance gets the others find in the session, where it is kept. */
  async #inTurn(request: RequestParts, session: SessionRecord): Promise<AccessToken> {
    const { id } = session;
    const { reservations, settings } = ofSession(session, this.#context) ?? this.#context;
    if (!reservations || !settings.keepAccessToken) return this.#obtain(request);
    const end = Date.now() + PATIENCE;
    /* oxlint-disable no-await-in-loop -- each look depends on the one before */
    while (Date.now() < end) {
      const mark = await reservations.take("access-turn", [id], TURN);
      if (mark !== undefined)
        return this.#obtain(request).finally(() => this.#release(reservations, id, mark));
      await pause(PAUSE);
      const kept = keptBy(await this.#sessionOf(request));
      if (kept) return kept;
    }
    /* oxlint-enable no-await-in-loop */
    throw new AuthError("provider_timeout", { hint: "another instance did not finish a refresh" });
  }

  /** A turn that cannot be given back ends by itself. */
  async #release(reservations: Reservations, id: string, mark: string): Promise<void> {
    await reservations.release("access-turn", [id], mark).catch(() => undefined);
  }

  /** Another request may have got one between the look and the turn. */
  async #obtain(request: RequestParts): Promise<AccessToken> {
    const session = await this.#sessionOf(request);
    const kept = keptBy(session);
    if (kept) return kept;
    if (session.access && !session.refresh) {
      throw new AuthError("refresh_refused", {
        hint: "the access token is over, and there is no refresh token",
      });
    }
    const { accessToken, expiresAt, setCookie } = await this.#refreshes.refresh(request);
    return { accessToken, ...(expiresAt !== undefined && { expiresAt }), setCookie };
  }
}

function keptBy(session: SessionRecord): AccessToken | undefined {
  const access = goodAccess(session);
  return access && { accessToken: access.token, expiresAt: access.expiresAt, setCookie: [] };
}
