import { codeOf } from "./caught.js";

/** How long a document of the provider counts as new, in milliseconds. */
const FRESH = 10 * 60_000;
/** How long a failed renewal is not tried again, in milliseconds. */
const RETRY_AFTER = 2_000;

/**
 * A document of the provider, fetched when it is first needed, once for concurrent callers, and remembered. A
 * remembered one is served at once, old or not, and renewed in the background: when that fails it stays. Without one,
 * every caller gets the error, and the next one tries again.
 */
export class CachedDocument<T> {
  readonly #load: () => Promise<T>;
  readonly #report: (error: unknown) => void;
  #document: { readonly content: T; readonly since: number } | undefined;
  #loading: Promise<T> | undefined;
  #failedAt: number | undefined;
  #reported: string | undefined;

  /**
   * @param load - fetches it: must end at some time, because no other renewal begins while one hangs
   * @param report - called when the document in use could not be renewed: once for each reason, until a renewal
   *   succeeds
   */
  constructor(load: () => Promise<T>, report: (error: unknown) => void) {
    this.#load = load;
    this.#report = report;
  }

  async get(): Promise<T> {
    if (!this.#document) return this.renew();
    const { content, since } = this.#document;
    const isDue = !isWithin(FRESH, since) && !isWithin(RETRY_AFTER, this.#failedAt);
    // The failure was reported, and no caller waits for it.
    if (isDue) this.renew().catch(() => undefined);
    return content;
  }

  /** Fetches it now, or joins those who are already fetching it. */
  renew(): Promise<T> {
    this.#loading ??= this.#fetch().finally(() => {
      this.#loading = undefined;
    });
    return this.#loading;
  }

  async #fetch(): Promise<T> {
    try {
      const content = await this.#load();
      this.#document = { content, since: Date.now() };
      this.#reported = undefined;
      return content;
    } catch (error) {
      this.#failedAt = Date.now();
      const reason = codeOf(error) ?? "unknown";
      if (this.#document && this.#reported !== reason) {
        this.#reported = reason;
        this.#report(error);
      }
      throw error;
    }
  }
}

/** Says whether less time has passed since then. A clock that was set back has passed it: nothing is known then. */
function isWithin(milliseconds: number, since: number | undefined): boolean {
  const age = since === undefined ? -1 : Date.now() - since;
  return age >= 0 && age < milliseconds;
}
