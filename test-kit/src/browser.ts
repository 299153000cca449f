import type { Profile, ProfileAlias, ProfileId } from "@moncomptepro/profiles";
import { createAuth, type Auth, type AuthOptions } from "@moncomptepro/server";
import { cookieHeader, parseSetCookie } from "./cookies.js";
import type { HostileProvider } from "./hostile-provider.js";

export const APPLICATION = "https://application.example";
export const SECRET = "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks";

/** Keeps the tests' output readable. */
export const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

/** An application that logs in at a provider. */
export function createApplication<P extends ProfileId | ProfileAlias | Profile>(
  provider: HostileProvider,
  options: AuthOptions<P> = {},
): Auth {
  return createAuth<P, never, boolean>({
    clientId: provider.clientId,
    clientSecret: provider.clientSecret,
    issuer: provider.issuer,
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
    ...options,
  });
}

/** What answers a browser: an `Auth`, or an application that listens somewhere. */
export interface Answering {
  handler(request: Request): Promise<Response | undefined>;
}

/** A browser just clever enough: it keeps cookies and goes where it is sent. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** What it calls itself; nothing by default. */
  agent = "";
  readonly #application: Answering;
  readonly #address: string;

  /** @param address - of the application */
  constructor(application: Answering, address: string = APPLICATION) {
    this.#application = application;
    this.#address = address;
  }

  /** Headers that a browser sends when a person goes to a page. */
  get headers(): Record<string, string> {
    const cookie = cookieHeader(this.cookies);
    return {
      accept: "text/html",
      "sec-fetch-dest": "document",
      "sec-fetch-site": "same-origin",
      ...(this.agent && { "user-agent": this.agent }),
      ...(cookie && { cookie }),
    };
  }

  async open(address: string, init: RequestInit = {}): Promise<Response> {
    const headers = { ...this.headers, ...(init.headers as Record<string, string> | undefined) };
    const response = await this.#application.handler(
      new Request(new URL(address, this.#address), { ...init, headers }),
    );
    if (!response) throw new Error(`${address} is no route`);
    this.keep(response.headers.getSetCookie());
    return response;
  }

  keep(setCookies: readonly string[]): void {
    for (const { name, value, isRemoval } of setCookies.map(parseSetCookie)) {
      if (isRemoval) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** A browser at an application, or a provider, that listens. */
export const browserAt = (address: string): Browser =>
  new Browser({ handler: (request) => fetch(request, { redirect: "manual" }) }, address);

const LOGIN = "/auth/login?returnTo=/dossiers";

/** Opens the login route and reads what the provider is asked. */
export async function start(browser: Browser, address = LOGIN): Promise<URLSearchParams> {
  const response = await browser.open(address);
  return new URL(response.headers.get("location") ?? "").searchParams;
}

/** Comes back from the provider. */
export function comeBack(
  browser: Browser,
  asked: URLSearchParams,
  { issuer }: Pick<HostileProvider, "issuer">,
  parameters: Record<string, string> = {},
): Promise<Response> {
  const answer = { code: "code", state: asked.get("state") ?? "", iss: issuer, ...parameters };
  return browser.open(`/auth/callback?${new URLSearchParams(answer).toString()}`);
}

/** A login from the click to the page, or to the page that says why it ended before. */
export async function logIn(browser: Browser, provider: HostileProvider, address = LOGIN): Promise<Response> {
  const response = await browser.open(address);
  const location = response.headers.get("location");
  if (location === null) return response;
  const asked = new URL(location).searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  return comeBack(browser, asked, provider);
}

/** The code that an error page shows. */
export async function errorCode(response: Response): Promise<string | undefined> {
  return /\u202F: (\w+)</.exec(await response.text())?.[1];
}
