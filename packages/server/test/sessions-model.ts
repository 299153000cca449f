import { HOUR } from "./clock.js";
import type { Where } from "./two-of-everything.js";

const IDLE = HOUR;
export const ABSOLUTE: number = 12 * HOUR;
const GRACE = 30;

export type Index = 0 | 1;
export const INDICES: readonly Index[] = [0, 1];
export type Sub = "jean" | "marie";
/** How far the session secrets of an instance have been rotated. */
export type Stage = 0 | 1 | 2 | 3;
type Secret = "first" | "second";
/** The secrets of each stage, newest first. */
export const SECRETS: readonly (readonly Secret[])[] = [
  ["first"],
  ["first", "second"],
  ["second", "first"],
  ["second"],
];

/** What a login decides for good. Times are in seconds since the beginning. */
interface Login {
  readonly sub: Sub;
  readonly sid: string | undefined;
  readonly secret: Secret;
  readonly beganAt: number;
  readonly isSteppedUp: boolean;
}

/** A session as the model knows it. */
export class ModelSession {
  readonly login: Login;
  /** With a store: when it was last renewed, and by when it ends. */
  renewedAt: number;
  endsAt = Infinity;
  /** In cookies, by instance: from when on it knows that the session is over. */
  readonly knownEnd = new Map<Index, number>();
  /** In cookies, by instance: when it refreshed the session. */
  readonly refreshedAt = new Map<Index, number>();
  /** By instance: which tokens it redeemed for which. */
  readonly redeemed = new Map<Index, Map<number, number>>();
  /** The newest refresh token, and whether the provider still takes it. */
  token = 0;
  isRevoked = false;
  /** A logout that the store did not take is tried again until it does: the moment cannot be told. */
  isEnding = false;

  constructor(login: Login) {
    this.login = login;
    this.renewedAt = login.beganAt;
  }

  /** What an instance forgets when it is started anew. */
  forget(instance: Index): void {
    this.knownEnd.delete(instance);
    this.refreshedAt.delete(instance);
    this.redeemed.delete(instance);
  }

  /** The newest token that an instance can tell from one. */
  newestToken(token: number, instance: Index): number {
    const next = this.redeemed.get(instance)?.get(token);
    return next === undefined ? token : this.newestToken(next, instance);
  }
}

/** What a browser holds. In cookies it says itself when it was renewed, and which token is next. */
export interface Held {
  readonly session: ModelSession;
  renewedAt: number;
  token: number;
}

/** A browser of a person, or the thief who copied its cookies. */
export interface Holder {
  readonly kind: "browsers" | "thieves";
  readonly index: Index;
}

/**
 * Who is logged in where, as the documentation promises it. What is not promised in cookies is stated too: an instance
 * knows of the end of a session only what it decided itself since it was started.
 */
export class Model {
  time = 0;
  isAway = false;
  readonly where: Where;
  readonly stages: [Stage, Stage] = [0, 0];
  readonly browsers: [Held | undefined, Held | undefined] = [undefined, undefined];
  readonly thieves: [Held | undefined, Held | undefined] = [undefined, undefined];
  readonly sessions: ModelSession[] = [];

  constructor(where: Where) {
    this.where = where;
  }

  get hasStore(): boolean {
    return this.where === "in Redis";
  }

  heldBy({ kind, index }: Holder): Held | undefined {
    return this[kind][index];
  }

  /** Whether a request of this holder needs a store that is away. */
  isStuck(holder: Holder): boolean {
    return this.isAway && this.heldBy(holder) !== undefined;
  }

  /** The session that counts for a holder at an instance. */
  current(holder: Holder, at: Index): ModelSession | undefined {
    const held = this.heldBy(holder);
    if (!held || !SECRETS[this.stages[at]]?.includes(held.session.login.secret)) return undefined;
    const { session } = held;
    const end = Math.min(
      this.#renewedAt(held, at) + IDLE,
      session.login.beganAt + ABSOLUTE,
      this.#knownEnd(session, at),
    );
    return end > this.time ? session : undefined;
  }

  #renewedAt({ session, renewedAt }: Held, at: Index): number {
    return this.hasStore ? session.renewedAt : Math.max(renewedAt, session.refreshedAt.get(at) ?? 0);
  }

  #knownEnd(session: ModelSession, at: Index): number {
    return this.hasStore ? session.endsAt : (session.knownEnd.get(at) ?? Infinity);
  }

  /** A request of a holder renews its session when that is due. */
  visit(holder: Holder, at: Index): void {
    const [held, session] = [this.heldBy(holder), this.current(holder, at)];
    if (!held || !session || this.#knownEnd(session, at) < Infinity) return;
    if (this.time - this.#renewedAt(held, at) < IDLE / 4) return;
    if (this.hasStore) session.renewedAt = this.time;
    else held.renewedAt = this.time;
  }

  logIn(index: Index, at: Index, sub: Sub, sid: string | undefined, isSteppedUp: boolean): void {
    const previous = this.current({ kind: "browsers", index }, at);
    if (previous) this.#end(previous, at, this.time + GRACE);
    const [secret = "first"] = SECRETS[this.stages[at]] ?? [];
    const session = new ModelSession({ sub, sid, secret, beganAt: this.time, isSteppedUp });
    this.sessions.push(session);
    this.browsers[index] = { session, renewedAt: this.time, token: 0 };
  }

  #end(session: ModelSession, at: Index, time: number): void {
    if (this.hasStore) session.endsAt = Math.min(session.endsAt, time);
    else session.knownEnd.set(at, Math.min(session.knownEnd.get(at) ?? Infinity, time));
  }

  /** The cookie leaves the browser at once, the session as soon as the store takes it. */
  logOutWithoutStore(index: Index): void {
    const held = this.browsers[index];
    if (held) {
      held.session.isEnding = true;
      held.session.isRevoked = true;
    }
    this.browsers[index] = undefined;
  }

  logOut(index: Index, at: Index): void {
    const session = this.current({ kind: "browsers", index }, at);
    if (session) {
      this.#end(session, at, this.time);
      session.isRevoked = true;
    }
    this.browsers[index] = undefined;
  }

  endAll(isMeant: (login: Login) => boolean): void {
    for (const session of this.sessions) if (isMeant(session.login)) session.endsAt = -1;
  }

  /** Whether a refresh must succeed; what it changes when it does. */
  refresh(index: Index, at: Index): boolean {
    const held = this.browsers[index];
    const session = this.current({ kind: "browsers", index }, at);
    if (!held || !session) return false;
    const used = this.hasStore ? session.token : session.newestToken(held.token, at);
    if (session.isRevoked || used !== session.token) {
      // The provider takes the second use of a token for a theft.
      session.isRevoked = true;
      return false;
    }
    session.token += 1;
    session.redeemed.set(
      at,
      (session.redeemed.get(at) ?? new Map<number, number>()).set(used, session.token),
    );
    session.renewedAt = this.time;
    session.refreshedAt.set(at, this.time);
    // The cookie of a login that took its place stays.
    if (this.#knownEnd(session, at) === Infinity)
      Object.assign(held, { renewedAt: this.time, token: session.token });
    return true;
  }

  restart(at: Index, stage: Stage = this.stages[at]): void {
    this.stages[at] = stage;
    for (const session of this.sessions) session.forget(at);
  }
}
