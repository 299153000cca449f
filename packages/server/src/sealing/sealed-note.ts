import { now } from "../clock.js";
import { cookieName, removeCookie, writeCookie, type Cookies } from "../http/cookies.js";
import { join, names, split } from "../session/chunks.js";
import type { Settings } from "../settings/settings.js";
import type { Sealing } from "./sealing.js";

/** What the cookies of one note may take, alone and together with our others: proxies take a header line of 8 kB. */
const MAXIMUM_BYTES = 6000;
const MAXIMUM_BYTES_TOGETHER = 7000;

/** What is sealed: the content, and until when it counts in seconds since the epoch. */
interface Sealed<T> {
  readonly content: T;
  readonly until: number;
}

/** Something small that a browser keeps for a short time, sealed in cookies that no script reads. */
export class SealedNote<T extends object> {
  readonly #settings: Settings;
  readonly #sealing: Sealing;
  readonly #name: string;
  readonly #seconds: number;

  /**
   * @param last - last part of the cookie's name
   * @param seconds - that it counts
   */
  constructor(
    last: string,
    seconds: number,
    { sealing, settings }: { readonly sealing: Sealing; readonly settings: Settings },
  ) {
    this.#settings = settings;
    this.#sealing = sealing;
    this.#name = cookieName(settings, last);
    this.#seconds = seconds;
  }

  /**
   * @param cookies - of the browser, those that this answer removes left out
   * @returns `Set-Cookie` headers; undefined when it would not fit
   */
  write(content: T, cookies: Cookies): string[] | undefined {
    const room = Math.min(MAXIMUM_BYTES, MAXIMUM_BYTES_TOGETHER - this.#bytesOfOthers(cookies));
    const whole = { content, until: now() + this.#seconds } satisfies Sealed<T>;
    const sealed = this.#sealing.sealWithin(room, this.#name, whole);
    if (sealed.length > room) return undefined;
    const chunks = split(this.#name, sealed);
    const written = new Set(chunks.map(([name]) => name));
    return [
      ...names(this.#name, cookies)
        .filter((name) => !written.has(name))
        .map((name) => removeCookie(this.#settings, name)),
      ...chunks.map(([name, value]) => writeCookie(this.#settings, name, value, this.#seconds)),
    ];
  }

  /** Undefined when there is none, it is too old, or it is not ours. */
  read(cookies: Cookies): T | undefined {
    const found = this.#open(cookies);
    return found && now() < found.until ? found.content : undefined;
  }

  /**
   * The `Set-Cookie` headers that take it out of a browser. What cannot be opened is another application's, which may
   * still need it.
   */
  remove(cookies: Cookies): string[] {
    if (!this.#open(cookies)) return [];
    return names(this.#name, cookies).map((name) => removeCookie(this.#settings, name));
  }

  #open(cookies: Cookies): Sealed<T> | undefined {
    const sealed = join(this.#name, cookies);
    return sealed ? (this.#sealing.open(this.#name, sealed) as Sealed<T> | undefined) : undefined;
  }

  #bytesOfOthers(cookies: Cookies): number {
    const own = new Set(names(this.#name, cookies));
    const prefix = cookieName(this.#settings, "");
    return Object.entries(cookies)
      .filter(([name]) => name.startsWith(prefix) && !own.has(name))
      .reduce((sum, [name, value = ""]) => sum + name.length + value.length, 0);
  }
}
