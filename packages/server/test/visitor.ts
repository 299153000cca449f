import { expect } from "vitest";
import { APPLICATION, Browser, start } from "@moncomptepro/test-kit/browser";
import { AuthError, type Auth } from "../src/index.js";
import type { PeopleProvider, Person } from "./people-provider.js";

/** Any provider's users. */
export type AnyAuth = Pick<Auth, "handler" | "authenticate" | "requireUser" | "refresh" | "logoutEverywhere">;

const SCRIPT = { accept: "application/json", "sec-fetch-dest": "empty" };

/** One browser that comes to several instances, as behind a balancer. */
export class Visitor {
  readonly cookies = new Map<string, string>();
  /** What its browser calls itself; nothing by default. */
  agent = "";
  readonly #address: string;
  readonly #base: string;
  readonly #path: string;

  /** @param base - path of the application */
  constructor(base = "", origin: string = APPLICATION) {
    this.#address = origin;
    this.#base = base;
    this.#path = `${base}/auth`;
  }

  at(auth: AnyAuth): Browser {
    return Object.assign(new Browser(auth, this.#address), { cookies: this.cookies, agent: this.agent });
  }

  /** The same cookies in another hand. */
  copy(): Visitor {
    const other = new Visitor();
    for (const [name, value] of this.cookies) other.cookies.set(name, value);
    return other;
  }

  request(url = "/", headers: Record<string, string> = {}): RequestWithCookies {
    return { method: "GET", url, headers: { ...this.at(NOWHERE).headers, ...headers } };
  }

  keep(setCookie: readonly string[]): void {
    this.at(NOWHERE).keep(setCookie);
  }

  /** Opens the login route; gives what the provider is asked. */
  begin(auth: AnyAuth, parameters = ""): Promise<URLSearchParams> {
    return start(this.at(auth), `${this.#path}/login?returnTo=${this.#base}/dossiers${parameters}`);
  }

  /** Comes back from the provider, as this person. */
  comeBack(
    auth: AnyAuth,
    provider: PeopleProvider,
    asked: URLSearchParams,
    person: Person,
  ): Promise<Response> {
    return this.return(auth, provider.answer(asked, person));
  }

  /** Brings an answer of the provider. */
  return(auth: AnyAuth, answer: Record<string, string>): Promise<Response> {
    return this.at(auth).open(`${this.#path}/callback?${new URLSearchParams(answer).toString()}`);
  }

  async logIn(auth: AnyAuth, provider: PeopleProvider, person: Person): Promise<void> {
    const response = await this.comeBack(auth, provider, await this.begin(auth), person);
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toMatch(/\/dossiers$/);
  }

  async logOut(auth: AnyAuth): Promise<number> {
    return (await this.at(auth).open(`${this.#path}/logout`, { method: "POST", headers: SCRIPT })).status;
  }

  /** Who is logged in, as a page of the application asks; keeps what is renewed. */
  async who(auth: AnyAuth): Promise<string | undefined> {
    const { user, setCookie } = await auth.authenticate(this.request());
    this.keep(setCookie);
    return user?.sub;
  }

  me(auth: AnyAuth): Promise<Response> {
    return this.at(auth).open(`${this.#path}/me`, { headers: SCRIPT });
  }

  /** @returns whose session it was, or the code of the error */
  async refresh(auth: AnyAuth): Promise<string> {
    try {
      const { user, setCookie } = await auth.refresh(this.request());
      this.keep(setCookie);
      return user.sub;
    } catch (error) {
      if (error instanceof AuthError) return error.code;
      throw error;
    }
  }
}

interface RequestWithCookies {
  readonly method: string;
  readonly url: string;
  readonly headers: Record<string, string>;
}

const NOWHERE = {
  handler: async () => undefined,
} as unknown as AnyAuth;

/** Sends a logout token to an instance, as the provider's server does. */
export async function sendLogoutToken(
  auth: AnyAuth,
  token: string,
  base: string = APPLICATION,
): Promise<number | undefined> {
  const body = new URLSearchParams({ logout_token: token });
  return (await auth.handler(new Request(`${base}/auth/backchannel-logout`, { method: "POST", body })))
    ?.status;
}
