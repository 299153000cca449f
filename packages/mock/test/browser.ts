import { cookieHeader, parseSetCookie, type SetCookie } from "@moncomptepro/test-kit/cookies";

/** What a browser has in front of it. */
export interface Screen {
  /** Address of the page, or the address outside the provider that the browser was sent to. */
  readonly url: URL;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The provider sent the browser somewhere else. */
  readonly left: boolean;
}

/** A browser without screen or scripts: follows redirects within one origin, keeps cookies, sends forms. */
export class Browser {
  readonly #origin: string;
  readonly #headers: Record<string, string>;
  readonly #cookies = new Map<string, SetCookie>();

  /** @param headers sent with each request, as `accept-language` */
  constructor(origin: string, headers: Record<string, string> = {}) {
    this.#origin = origin;
    this.#headers = headers;
  }

  /** A browser with the cookies of now: what a request on its way still carries. */
  snapshot(): Browser {
    const copy = new Browser(this.#origin);
    for (const [key, cookie] of this.#cookies) copy.#cookies.set(key, cookie);
    return copy;
  }

  /** Forgets all cookies. */
  clear(): void {
    this.#cookies.clear();
  }

  open(url: string | URL): Promise<Screen> {
    return this.#request(new URL(url, this.#origin), { method: "GET" });
  }

  /** Sends the page's form whose action ends so (the first form without it), with its hidden fields. */
  submit(
    screen: Screen,
    fields: Record<string, string> = {},
    action = "",
    headers: Record<string, string> = {},
  ): Promise<Screen> {
    const forms = [...screen.text.matchAll(/<form[^>]*action="([^"]+)"[^>]*>([\s\S]*?)<\/form>/g)];
    const form = forms.find(([, target]) => target?.endsWith(action));
    if (form === undefined) throw new Error(`no form in: ${screen.text}`);
    const [, target = "", content = ""] = form;
    const body = new URLSearchParams();
    for (const [input] of content.matchAll(/<input[^>]*type="hidden"[^>]*>/g)) {
      body.set(attribute(input, "name"), attribute(input, "value"));
    }
    for (const [name, value] of Object.entries(fields)) body.set(name, value);
    return this.#request(new URL(target, screen.url), { method: "POST", body, headers });
  }

  /** Follows the link whose text is given. */
  follow(screen: Screen, text: string): Promise<Screen> {
    const link = new RegExp(`<a[^>]*href="([^"]+)"[^>]*>\\s*${text}`).exec(screen.text)?.[1];
    if (link === undefined) throw new Error(`no link "${text}" in: ${screen.text}`);
    return this.open(new URL(link, screen.url));
  }

  async #request(
    url: URL,
    init: { method: string; body?: URLSearchParams; headers?: Record<string, string> },
  ): Promise<Screen> {
    const sent = [...this.#cookies.values()].filter(
      ({ path }) => url.pathname === path || url.pathname.startsWith(path.replace(/\/?$/, "/")),
    );
    const cookie = cookieHeader(sent.map(({ name, value }) => [name, value]));
    const headers = {
      accept: "text/html",
      ...this.#headers,
      ...init.headers,
      ...(cookie !== "" && { cookie }),
    };
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) this.#keep(line);

    const location = response.headers.get("location");
    if (location !== null) {
      const next = new URL(location, url);
      if (next.origin === this.#origin) return this.#request(next, { method: "GET" });
      return { url: next, status: response.status, headers: response.headers, text: "", left: true };
    }
    const text = await response.text();
    return { url, status: response.status, headers: response.headers, text, left: false };
  }

  #keep(line: string): void {
    const cookie = parseSetCookie(line);
    const key = `${cookie.name} ${cookie.path}`;
    if (cookie.isRemoval) this.#cookies.delete(key);
    else this.#cookies.set(key, cookie);
  }
}

function attribute(tag: string, name: string): string {
  return new RegExp(`${name}="([^"]*)"`).exec(tag)?.[1] ?? "";
}
