/** How long a document of the provider is good, in milliseconds. */
const FRESH = 10 * 60_000;
/** How long a failed renewal is not tried again, in milliseconds. */
const RETRY_AFTER = 2_000;

/**
 * Something fetched lazily, once for concurrent callers, and kept. While it cannot be renewed the old one goes on
 * being served; without an old one every caller gets the error, and the next one tries again.
 */
export class Kept<T> {
  readonly #load: () => Promise<T>;
  #value: { readonly content: T } | undefined;
  #freshUntil = 0;
  #loading: Promise<T> | undefined;

  constructor(load: () => Promise<T>) {
    this.#load = load;
  }

  async get(): Promise<T> {
    if (!this.#value) return this.renew();
    if (Date.now() < this.#freshUntil) return this.#value.content;
    const { content } = this.#value;
    return this.renew().catch(() => {
      this.#freshUntil = Date.now() + RETRY_AFTER;
      return content;
    });
  }

  /** Fetches it now, or joins those who are already fetching it. */
  renew(): Promise<T> {
    this.#loading ??= this.#load()
      .then((content) => {
        this.#value = { content };
        this.#freshUntil = Date.now() + FRESH;
        return content;
      })
      .finally(() => {
        this.#loading = undefined;
      });
    return this.#loading;
  }
}
