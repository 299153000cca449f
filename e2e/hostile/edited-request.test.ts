import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { profiles } from "@moncomptepro/profiles";
import { createAuth, type Auth, type AuthOptions, type Requirements } from "@moncomptepro/server";
import { APPLICATION, Browser, errorCode, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { EDITS, type Edit } from "./edits.js";
import { PersonAtProvider } from "./person-at-provider.js";

/**
 * The authorization request passes through the person's browser, where they can change all of it. The provider is the
 * mock; docs/security.md has the table of what comes of each change, and why.
 */
interface Answer {
  /** Our error, `session`, or `page` when the provider sends no answer back. */
  readonly outcome: string;
  readonly hasAuthenticated: boolean;
}

const PERSON = "town-hall-agent";
const EMAIL = "claire.martin@mairie-sainte-exemple.example";
const client = { clientId: "application", clientSecret: "the secret of the application" };
const redirectUris = [`${APPLICATION}/auth/callback`, `${APPLICATION}/elsewhere`];
const named = EDITS.map((edit) => [`${edit.parameter}: ${edit.what}`, edit] as const);

afterEach(() => vi.useRealTimers());

describe.each(["moncomptepro", "proconnect"] as const)("%s", (id) => {
  let mock: MockProvider;
  let auth: Auth;
  let browser: Browser;
  let person: PersonAtProvider;

  const createApplication = (provider: AuthOptions["provider"] = id): void => {
    const settings = { provider, issuer: mock.issuer, baseUrl: APPLICATION, sessionSecret: SECRET };
    auth = createAuth({ ...client, ...settings, logger: quiet });
    browser = new Browser(auth);
  };

  beforeAll(async () => {
    const another = { clientId: "another", clientSecret: "the secret of another one" };
    mock = await startMockProvider({
      provider: id,
      clients: [
        { ...client, redirectUris },
        { ...another, redirectUris },
      ],
    });
  });
  beforeEach(async () => {
    await mock.reset();
    createApplication();
    person = new PersonAtProvider(mock.url, PERSON);
  });
  afterAll(() => mock.stop());

  const guard = (requirements: Requirements): ReturnType<Auth["requireUser"]> =>
    auth.requireUser({ method: "GET", url: "/paie", headers: browser.headers }, requirements);

  /** Goes where a login leads with the request changed on its way, and back. */
  async function follow(response: Response | undefined, change: Edit["change"]): Promise<Answer> {
    browser.keep(response?.headers.getSetCookie() ?? []);
    const request = new URL(response?.headers.get("location") ?? "");
    change(request.searchParams);
    const { callback, hasAuthenticated } = await person.goThrough(request);
    if (!callback) return { outcome: "page", hasAuthenticated };
    // Wherever it was sent, the browser's person can bring it to our callback.
    const back = await browser.open(`/auth/callback${callback.search}`);
    const outcome = back.status === 303 ? "session" : ((await errorCode(back)) ?? "");
    return { outcome, hasAuthenticated };
  }

  test("every parameter that is sent, or may be, is among those that are edited", async () => {
    const login = await auth.login({ loginHint: EMAIL, acr: ["eidas1-mfa"], prompt: "login" });
    const sent = [...new URL(login.headers.get("location") ?? "").searchParams.keys()];
    const edited = EDITS.map(({ parameter }) => parameter);
    expect(edited).toEqual(expect.arrayContaining([...sent, ...profiles[id].authorization.parameters]));
  });

  test("unchanged, the login goes through", async () => {
    const login = await auth.login({ loginHint: EMAIL });
    expect((await follow(login, () => undefined)).outcome).toBe("session");
  });

  test.each(named)("a login with %s ends where the table says", async (_name, edit) => {
    expect((await follow(await auth.login({ loginHint: EMAIL }), edit.change)).outcome).toBe(edit[id]);
  });

  test.each(named)("a login with %s proves no level", async (_name, edit) => {
    await follow(await auth.login({ loginHint: EMAIL }), edit.change);
    const { user } = await auth.authenticate({ method: "GET", url: "/", headers: browser.headers });
    expect(user?.authentication.acrProven ?? false).toBe(false);
    expect(user?.sub).toSatisfy((sub: unknown) => sub === undefined || edit[id] === "session");
  });

  // At ProConnect a code by e-mail makes two factors: what cannot be reached there are the levels above.
  const unreachable = id === "moncomptepro" ? ["eidas0-mfa", "eidas1-mfa"] : ["eidas2", "eidas3"];

  test.each(named)("the guard of a level out of reach stays shut: %s", async (_name, { change }) => {
    // Once without a session at the provider and once with one.
    for (let round = 0; round < 2; round += 1) {
      // oxlint-disable-next-line no-await-in-loop -- one browser
      const { outcome } = await follow((await guard({ acr: unreachable })).response, change);
      expect(outcome).not.toBe("session");
      // oxlint-disable-next-line no-await-in-loop -- one browser
      expect((await guard({ acr: unreachable })).user).toBeUndefined();
    }
  });

  if (id === "proconnect") return;

  test("the level that a profile calls forgeable is forged by one change, and opened the guard if it counted", async () => {
    createApplication({ ...profiles[id], acr: { ...profiles[id].acr, forgeable: [] } });
    const [, forgery] = named.find(([name]) => name === "claims: replaced by acr_values=eidas1") ?? [];
    await follow((await guard({ acr: ["eidas1"] })).response, forgery?.change ?? (() => undefined));
    expect(await guard({ acr: ["eidas1"] })).toHaveProperty("user.authentication.acr", "eidas1");
    createApplication();
    await expect(guard({ acr: ["eidas1"] })).rejects.toThrow(/parameter_refused/);
  });

  test("unchanged, the guard of a recent authentication opens after one", async () => {
    const { outcome, hasAuthenticated } = await follow(
      (await guard({ maxAge: 300 })).response,
      () => undefined,
    );
    expect([outcome, hasAuthenticated]).toEqual(["session", true]);
    expect(await guard({ maxAge: 300 })).toHaveProperty("user");
  });

  test.each(named)(
    "the guard of a recent authentication opens only after one: %s",
    async (_name, { change }) => {
      await follow(await auth.login(), () => undefined);
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + 3_000_000 });
      const { hasAuthenticated } = await follow((await guard({ maxAge: 300 })).response, change);
      const { user } = await guard({ maxAge: 300 });
      expect(user === undefined || hasAuthenticated).toBe(true);
    },
  );
});
