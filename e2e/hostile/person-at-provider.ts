import { browserAt, type Browser } from "@moncomptepro/test-kit/browser";

/** Where the way through the provider's pages ends. */
interface Arrival {
  /** Where the provider sends the person back to; undefined when the way ends on a page of its own. */
  readonly callback?: URL;
  /** Whether the person proved who they are on this way, and not on an earlier one. */
  readonly hasAuthenticated: boolean;
}

const MAXIMUM_STEPS = 20;

/** A person in a browser that keeps the provider's session from one login to the next. */
export class PersonAtProvider {
  readonly #browser: Browser;
  readonly #origin: string;
  readonly #persona: string;

  constructor(origin: string, persona: string) {
    this.#origin = origin;
    this.#persona = persona;
    this.#browser = browserAt(origin);
  }

  /** Goes through the pages until the provider has nothing more to ask. */
  async goThrough(authorizationUrl: URL): Promise<Arrival> {
    let hasAuthenticated = false;
    let next: URL | undefined = authorizationUrl;
    for (let step = 0; step < MAXIMUM_STEPS; step += 1) {
      // oxlint-disable-next-line no-await-in-loop -- each answer says where to go next
      const location = await this.#location(await this.#browser.open(next.href), next);
      if (location === "log in") {
        hasAuthenticated = true;
        // oxlint-disable-next-line no-await-in-loop -- as above
        next = await this.#logIn(next);
      } else if (location === undefined) return { hasAuthenticated };
      else next = location;
      if (next === undefined) return { hasAuthenticated };
      if (next.origin !== this.#origin) return { callback: next, hasAuthenticated };
    }
    // The provider sends the browser round in a circle, on its own side.
    return { hasAuthenticated };
  }

  /** Begins a login, and leaves it at the page where the provider asks who it is. */
  async begin(authorizationUrl: URL): Promise<void> {
    const next = await this.#location(await this.#browser.open(authorizationUrl.href), authorizationUrl);
    if (next instanceof URL) await this.begin(next);
  }

  async #location(response: Response, address: URL): Promise<URL | "log in" | undefined> {
    await response.text();
    const location = response.headers.get("location");
    if (location !== null) return new URL(location, address);
    return /^\/interaction\/.*\/(email|password)$/.test(address.pathname) ? "log in" : undefined;
  }

  async #logIn(page: URL): Promise<URL | undefined> {
    const init = { method: "POST", body: new URLSearchParams({ persona: this.#persona }) };
    const answer = await this.#browser.open(new URL("persona", page).href, init);
    const next = await this.#location(answer, page);
    // Without an address to go on with it ends on a page: the level that is required is out of reach, say.
    return next instanceof URL ? next : undefined;
  }
}
