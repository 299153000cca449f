import { afterAll, beforeAll, beforeEach } from "vitest";
import { APPLICATION, quiet, SECRET, type Browser } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createAuth, type Auth } from "../src/index.js";
import type { AuthOptions, ProviderEntries } from "../src/settings/options.js";

/** The names under which an application knows the two providers. */
export type Name = "proconnect" | "franceconnect";
export const NAMES: readonly Name[] = ["proconnect", "franceconnect"];

type TwoOptions = Omit<AuthOptions<"proconnect">, "provider" | "providers" | "onLogin"> & {
  entries?: ProviderEntries;
  onLogin?: (login: { current?: { user: { provider: string; sub: string } } }) => unknown;
};

/** Two providers that one application has: each can lie, and both know it under the same client id. */
export class TwoProviders {
  #providers: Readonly<Record<Name, HostileProvider>> | undefined;

  constructor() {
    beforeAll(async () => {
      const [proconnect, franceconnect] = await Promise.all([startHostileProvider(), startHostileProvider()]);
      this.#providers = { proconnect, franceconnect };
    });
    beforeEach(() => {
      for (const name of NAMES) {
        this.of(name).answers = { ...this.of(name).honest(), ...this.#usual(name) };
        this.of(name).requests.length = 0;
        this.of(name).tokenRequests.length = 0;
      }
    });
    afterAll(() => Promise.all(NAMES.map((name) => this.of(name).stop())));
  }

  of(name: Name): HostileProvider {
    if (!this.#providers) throw new Error("not started");
    return this.#providers[name];
  }

  /** The one that is not meant. */
  other(name: Name): Name {
    return name === "proconnect" ? "franceconnect" : "proconnect";
  }

  application({ entries = {}, ...options }: TwoOptions = {}, order: readonly Name[] = NAMES): Auth {
    const providers = Object.fromEntries(
      order.map((name) => [name, { ...this.#clientAt(name), ...entries[name] }]),
    );
    return createAuth({
      providers,
      baseUrl: APPLICATION,
      sessionSecret: SECRET,
      logger: quiet,
      ...options,
    } as unknown as AuthOptions<"proconnect">) as Auth;
  }

  /** Opens the login of a provider; gives what it is asked. */
  async begin(
    browser: Browser,
    name: Name,
    address = `/auth/login/${name}?returnTo=/dossiers`,
  ): Promise<Asked> {
    const response = await browser.open(address);
    const location = new URL(response.headers.get("location") ?? "nowhere://");
    this.of(name).nonce = location.searchParams.get("nonce") ?? "";
    return { at: location.origin, parameters: location.searchParams };
  }

  /** Comes back to where the login said. */
  comeBack(browser: Browser, name: Name, { parameters }: Asked, changed: Answer = {}): Promise<Response> {
    const { callback = parameters.get("redirect_uri") ?? "", ...others } = changed;
    const answer = {
      code: "code",
      state: parameters.get("state") ?? "",
      iss: this.of(name).issuer,
      ...others,
    };
    const query = Object.entries(answer).filter((entry): entry is [string, string] => entry[1] !== undefined);
    return browser.open(`${callback}?${new URLSearchParams(query).toString()}`);
  }

  async logIn(browser: Browser, name: Name, address?: string): Promise<Response> {
    return this.comeBack(browser, name, await this.begin(browser, name, address));
  }

  /** FranceConnect signs its userinfo, and tells the level without being asked for a proof. */
  #usual(name: Name): Partial<HostileProvider["answers"]> {
    if (name === "proconnect") return {};
    const provider = this.of(name);
    return {
      idTokenClaims: (claims) => ({ ...claims, acr: "eidas1" }),
      userinfo: (claims) => provider.sign({ ...claims, iss: provider.issuer, aud: provider.clientId }),
    };
  }

  #clientAt(name: Name): Record<string, string> {
    const { clientId, clientSecret, issuer } = this.of(name);
    return { clientId, clientSecret: `${clientSecret} at ${name}`, issuer };
  }
}

/** What a login asks a provider for. */
export interface Asked {
  readonly at: string;
  readonly parameters: URLSearchParams;
}

/** What of an answer is not as it should be; undefined leaves a parameter out. */
export interface Answer {
  readonly callback?: string;
  readonly code?: string;
  readonly state?: string;
  readonly iss?: string | undefined;
}

/** Who is logged in, and at which provider. */
export async function who(browser: Browser): Promise<string | undefined> {
  const headers = { accept: "application/json", "sec-fetch-dest": "empty" };
  const response = await browser.open("/auth/me?optional", { headers });
  const { user } = (await response.json()) as { user: { sub: string; provider: string } | null };
  return user ? `${user.sub} of ${user.provider}` : undefined;
}
