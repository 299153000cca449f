import type { MockProvider } from "@moncomptepro/mock";
import { createAuth, type Auth, type AuthOptions, type Requirements } from "@moncomptepro/server";
import { APPLICATION, Browser, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { PersonAtProvider } from "./person-at-provider.js";

/** The client that the mock must know. */
export const CLIENT = {
  clientId: "application",
  clientSecret: "the secret of the application",
  redirectUris: [`${APPLICATION}/auth/callback`],
};

/** What a login asked for, and what the way through the provider and back came to. */
interface Followed {
  readonly asked: URLSearchParams;
  /** The members of the claims parameter that the ID token is to hold. */
  readonly claims: Readonly<Record<string, unknown>>;
  /** Whether the person proved who they are on this way. */
  readonly hasAuthenticated: boolean;
  /** What our callback answered; undefined when the way ended on a page of the provider. */
  readonly back: Response | undefined;
}

/** A person in a browser, at an application that logs in at the mock. */
export class Visitor {
  readonly auth: Auth;
  readonly browser: Browser;
  /** Who acts at the provider; another one may sit down there. */
  person: PersonAtProvider;

  constructor(mock: MockProvider, persona: string, options: AuthOptions = {}) {
    const { clientId, clientSecret } = CLIENT;
    const application = { clientId, clientSecret, baseUrl: APPLICATION, sessionSecret: SECRET };
    this.auth = createAuth({ ...application, issuer: mock.issuer, logger: quiet, ...options });
    this.browser = new Browser(this.auth);
    this.person = new PersonAtProvider(mock.url, persona);
  }

  get request(): { method: string; url: string; headers: Record<string, string> } {
    return { method: "GET", url: "/paie", headers: this.browser.headers };
  }

  guard(...requirements: [Requirements?]): ReturnType<Auth["requireUser"]> {
    return this.auth.requireUser(this.request, ...requirements);
  }

  /** Goes where an answer leads, and back. */
  async follow(response: Response | undefined): Promise<Followed> {
    this.browser.keep(response?.headers.getSetCookie() ?? []);
    const request = new URL(response?.headers.get("location") ?? "");
    const { callback, hasAuthenticated } = await this.person.goThrough(request);
    const back = callback && (await this.browser.open(`/auth/callback${callback.search}`));
    const asked = request.searchParams;
    const { id_token: claims = {} } = JSON.parse(asked.get("claims") ?? "{}") as {
      id_token?: Record<string, unknown>;
    };
    return { asked, claims, hasAuthenticated, back };
  }
}
