import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import { PersonAtProvider } from "./person-at-provider.js";
import { CLIENT, Visitor } from "./visitor.js";

const WITH_FACTOR = "ministry-agent";
const EMAIL = "karim.benali@ministere-exemple.example";
const ANOTHER = "town-hall-agent";
const LEVEL = { secondFactor: true } as const;
const RECENT = { maxAge: 300 };

let mock: MockProvider;
let visitor: Visitor;

beforeAll(async () => {
  mock = await startMockProvider(CLIENT);
});
afterAll(() => mock.stop());
afterEach(() => vi.useRealTimers());

const later = (seconds: number): void => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + seconds * 1000 });
};

describe.each(["in cookies", "in a store"])("a session %s", (where) => {
  beforeEach(async () => {
    await mock.reset();
    visitor = new Visitor(mock, WITH_FACTOR, {
      allowLoginParameters: ["prompt"],
      ...(where === "in a store" && { session: { store: memoryStore() } }),
    });
    await visitor.follow(await visitor.auth.login());
  });

  test("two pages, one of a level and one of a recency, visited in turn: each is proven once", async () => {
    const { response } = await visitor.guard(LEVEL);
    await visitor.follow(response);
    later(60);
    // The level took no new authentication, so that the first login is still recent.
    expect(await visitor.guard(RECENT)).toHaveProperty("user");
    later(600);
    const { claims, hasAuthenticated } = await visitor.follow((await visitor.guard(RECENT)).response);
    expect([hasAuthenticated, claims["acr"]]).toMatchObject([true, { essential: true }]);
    expect(await visitor.guard(RECENT)).toHaveProperty("user");
    expect(await visitor.guard(LEVEL)).toHaveProperty("user");
  });

  test("a level after a recency keeps the recency, without another authentication", async () => {
    later(600);
    await visitor.follow((await visitor.guard(RECENT)).response);
    later(60);
    const { asked, hasAuthenticated } = await visitor.follow((await visitor.guard(LEVEL)).response);
    expect([asked.get("prompt"), hasAuthenticated]).toEqual([null, false]);
    expect(await visitor.guard({ ...LEVEL, ...RECENT })).toHaveProperty("user");
  });

  test.each(["auth.selectOrganization()", "a link"])(
    "a change of organisation by %s keeps both",
    async (way) => {
      await visitor.follow((await visitor.guard(LEVEL)).response);
      later(60);
      const { asked } = await visitor.follow(
        way === "a link"
          ? await visitor.browser.open("/auth/login?prompt=select_organization")
          : await visitor.auth.selectOrganization({ request: visitor.request }),
      );
      expect(asked.get("prompt")).toBe("select_organization");
      expect(await visitor.guard({ ...LEVEL, ...RECENT })).toHaveProperty("user");
    },
  );

  test("a step-up suggests the session’s e-mail, unless it is told another one or none", async () => {
    const hint = async (options: object, what: object = LEVEL): Promise<string | null> => {
      const login = await visitor.auth.login({ ...what, request: visitor.request, ...options });
      return new URL(login.headers.get("location") ?? "").searchParams.get("login_hint");
    };
    expect(await hint({})).toBe(EMAIL);
    expect(await hint({ loginHint: "other@mairie.example" })).toBe("other@mairie.example");
    expect(await hint({ loginHint: "" })).toBeNull();
    // Who only logs in may be another person.
    expect(await hint({}, {})).toBeNull();
  });

  test("a step-up that comes back as another person is a page that says so, and never silent", async () => {
    visitor.person = new PersonAtProvider(mock.url, ANOTHER);
    later(600);
    const { back } = await visitor.follow((await visitor.guard(RECENT)).response);
    expect([back?.status, back?.headers.get("location")]).toEqual([200, null]);
    const text = await back?.text();
    expect(text).toContain("Vous avez changé de compte");
    expect(text).toContain("claire.martin@mairie-sainte-exemple.example");
    expect(text).toContain('href="/paie"');
    expect(text).not.toContain(EMAIL);
    expect(await visitor.guard()).toHaveProperty("user.sub", "101");
    expect((await visitor.guard(LEVEL)).response?.status).toBe(303);
  });

  test("a login that is no step-up may be another person’s, and asks for nothing of this one’s", async () => {
    await visitor.follow((await visitor.guard(LEVEL)).response);
    visitor.person = new PersonAtProvider(mock.url, ANOTHER);
    const { back, claims } = await visitor.follow(await visitor.auth.login({ request: visitor.request }));
    expect([back?.status, claims["acr"]]).toEqual([303, undefined]);
  });
});
