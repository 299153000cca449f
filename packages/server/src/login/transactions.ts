import { now } from "../clock.js";
import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import type { Remembered } from "../memory/remembered.js";
import type { ClientScope } from "../sealing/client-scope.js";
import type { Sealing } from "../sealing/sealing.js";
import type { SessionContext } from "../session-context.js";
import type { Settings } from "../settings/settings.js";
import type { Reservations } from "../store/reservations.js";
import type { Transaction } from "./transaction.js";

/**
 * Seconds that a transaction lives: a first login, with an e-mail to confirm and an organisation to join, takes long.
 */
export const LIFETIME = 3600;
/** What the transactions of one browser may take together, so that ten tabs fit in the header line of any proxy. */
const MAXIMUM_TRANSACTIONS = 10;
const MAXIMUM_BYTES = 4096;
const MAXIMUM_BYTES_WITH_OTHERS = 7000;

type Sealed = Omit<Transaction, "state">;

/** A transaction as its browser brought it back. */
export interface BroughtTransaction {
  readonly state: string;
  readonly name: string;
  /** Value of its cookie. */
  readonly sealed: string;
  readonly content: Sealed;
}

/**
 * The login transactions of a browser, each in a sealed cookie of its own that bears the name of its `state`, so that
 * tabs do not disturb each other. When there are too many the oldest leaves first.
 */
export class Transactions {
  readonly #settings: Settings;
  readonly #scope: ClientScope;
  readonly #sealing: Sealing;
  /** Of each provider, this one's included: their transactions are in the same browser. */
  readonly #sealings: readonly Sealing[];
  readonly #reservations: Reservations | undefined;
  readonly #finished: Remembered;

  constructor(
    { settings, scope, sealing, each, memory }: SessionContext,
    reservations: Reservations | undefined,
  ) {
    this.#settings = settings;
    this.#scope = scope;
    this.#sealing = sealing;
    this.#sealings = each.map((one) => one.sealing);
    this.#finished = memory.finishedTransactions;
    this.#reservations = reservations;
  }

  /** @returns `Set-Cookie` headers: the new transaction, and the removal of those that no longer fit */
  start({ state, ...content }: Transaction, cookies: Cookies): string[] {
    const name = this.#name(state);
    const value = this.#sealing.seal(name, content satisfies Sealed);
    const evicted = this.#evicted(name.length + value.length, cookies);
    return [
      ...evicted.map((old) => removeCookie(this.#settings, old)),
      writeCookie(this.#settings, name, value, LIFETIME),
    ];
  }

  /** The transaction of a `state`; undefined when this browser has none that we can open. */
  find(state: string, cookies: Cookies): BroughtTransaction | undefined {
    const name = this.#name(state);
    const sealed = cookies[name];
    if (sealed === undefined) return undefined;
    // One that does not open is another application's: its login may still go on.
    const content = this.#sealing.open(name, sealed) as Sealed | undefined;
    return content && { state, name, sealed, content };
  }

  /** When an instance took the transaction of a `state` out, in seconds since the epoch, as the store knows. */
  async takenAt(state: string): Promise<number | undefined> {
    return this.#reservations?.takenAt("transaction", [...this.#scope, state]);
  }

  /**
   * Takes a transaction out: it can be finished only once.
   *
   * @returns the transaction, undefined when it is too old or already finished; where it leads; and the `Set-Cookie`
   *   headers
   */
  async finish(
    { state, name, content }: BroughtTransaction,
    cookies: Cookies,
  ): Promise<{ transaction?: Transaction; returnTo: string; setCookie: string[] }> {
    const { returnTo } = content;
    const { [name]: _finished, ...others } = cookies;
    // Tabs that start at the same instant do not see each other: together they may be too many by now.
    const setCookie = [name, ...this.#evicted(0, others)].map((old) => removeCookie(this.#settings, old));
    if (isOver(content) || !(await this.#reserve(state))) return { returnTo, setCookie };
    return { transaction: { state, ...content }, returnTo, setCookie };
  }

  /** Says whether this transaction was not finished before: in this process or, with a store, in any. */
  async #reserve(state: string): Promise<boolean> {
    if (this.#finished.has(state)) return false;
    this.#finished.add(state, now() + LIFETIME);
    try {
      if (!this.#reservations) return true;
      const subject = [...this.#scope, state];
      return (await this.#reservations.take("transaction", subject, LIFETIME)) !== undefined;
    } catch (error) {
      // It was not finished: it may be tried again once the store is back.
      this.#finished.forget(state);
      throw error;
    }
  }

  #name(state: string): string {
    return cookieName(this.#settings, `login.${state}`);
  }

  /**
   * The names of the transactions that must leave so that one of this size fits: those that are over, then those that
   * cannot be opened, which are another application's, then the oldest.
   */
  #evicted(bytes: number, cookies: Cookies): string[] {
    const transactions = this.#transactions(cookies).map(([name, value]) => this.#measure(name, value));
    const newestFirst = transactions.toSorted((one, other) => other.startedAt - one.startedAt);
    const others =
      cookiesBytes(cookies, cookieName(this.#settings, "")) - cookiesBytes(cookies, this.#name(""));
    const budget = Math.min(MAXIMUM_BYTES, MAXIMUM_BYTES_WITH_OTHERS - others);

    let total = bytes;
    return newestFirst
      .filter((transaction, index) => {
        total += transaction.bytes;
        return transaction.isOver || index >= MAXIMUM_TRANSACTIONS - 1 || total > budget;
      })
      .map(({ name }) => name);
  }

  #transactions(cookies: Cookies): [string, string][] {
    const prefix = cookieName(this.#settings, "login.");
    return Object.entries(cookies).filter(
      (entry): entry is [string, string] =>
        entry[0].startsWith(prefix) && isState(entry[0].slice(prefix.length)),
    );
  }

  #measure(name: string, value: string): { name: string; bytes: number; startedAt: number; isOver: boolean } {
    const content = openedByAny(this.#sealings, name, value) as Sealed | undefined;
    const over = content !== undefined && isOver(content);
    return {
      name,
      bytes: name.length + value.length,
      startedAt: !content || over ? 0 : content.startedAt,
      isOver: over,
    };
  }
}

function openedByAny(sealings: readonly Sealing[], name: string, value: string): unknown {
  for (const sealing of sealings) {
    const content = sealing.open(name, value);
    if (content !== undefined) return content;
  }
  return undefined;
}

/** Others cannot be ours; some, with a space for example, could not even be removed. */
function isState(state: string): boolean {
  return /^[\w-]{32}$/.test(state);
}

function isOver({ startedAt }: Sealed): boolean {
  return startedAt + LIFETIME < now();
}

function cookiesBytes(cookies: Cookies, prefix: string): number {
  return Object.entries(cookies)
    .filter(([name]) => name.startsWith(prefix))
    .reduce((sum, [name, value = ""]) => sum + name.length + value.length, 0);
}
