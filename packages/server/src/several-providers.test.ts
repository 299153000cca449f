import { describe, expect, expectTypeOf, test } from "vitest";
import type { FranceConnectUser, ProConnectUser, Profile, User } from "@moncomptepro/profiles";
import { APPLICATION, Browser, errorCode, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import { later, startClock, stopClock } from "../test/clock.js";
import { NAMES, TwoProviders, who, type Name } from "../test/two-providers.js";
import { createAuth as createExpressAuth } from "./adapters/express.js";
import { createAuth, type Auth, type Requirements } from "./index.js";
import { createTestSession } from "./testing.js";

const two = new TwoProviders();
const STORES = [
  ["in cookies", () => ({})],
  ["in a store", () => ({ session: { store: memoryStore() } })],
] as const;

test("the types tell the people of each provider apart", () => {
  const own = {} as Profile;
  const make = () =>
    createAuth({
      providers: {
        proconnect: {},
        franceconnect: { environment: "sandbox" },
        pilotage: { profile: own },
      },
      ownLogins: ["local"],
      onLogin: ({ user, current }) => {
        expectTypeOf(user.provider).toEqualTypeOf<"proconnect" | "franceconnect" | "pilotage">();
        expectTypeOf(current?.user.provider).toEqualTypeOf<
          "proconnect" | "franceconnect" | "pilotage" | "local" | undefined
        >();
      },
    });
  type Of<A> = A extends Auth<infer U extends User> ? U : never;
  type Users = Of<ReturnType<typeof make>>;
  expectTypeOf<Extract<Users, { provider: "proconnect" }>>().toEqualTypeOf<ProConnectUser>();
  expectTypeOf<Extract<Users, { provider: "franceconnect" }>>().toEqualTypeOf<FranceConnectUser>();
  const without = () =>
    createExpressAuth({ providers: { proconnect: { requireOrganization: false }, franceconnect: {} } });
  const organizationOf = (auth: ReturnType<typeof without>): unknown => {
    const user = auth.user({} as never);
    // @ts-expect-error -- there may be none
    return user.provider === "proconnect" ? user.organization.siret : user.birthName;
  };
  expectTypeOf(organizationOf).toBeFunction();
});

describe.each(STORES)("one session for two providers, %s", (_where, options) => {
  test.each(NAMES)("each has a login and a redirect URI of its own: %s", async (name) => {
    const browser = new Browser(two.application(options()));
    const asked = await two.begin(browser, name);
    expect(asked.at).toBe(two.of(name).issuer);
    expect(asked.parameters.get("redirect_uri")).toBe(
      `${APPLICATION}/auth/callback${name === "proconnect" ? "" : "/franceconnect"}`,
    );
    const response = await two.comeBack(browser, name, asked);
    expect(response.headers.get("location")).toBe("/dossiers");
    expect(await who(browser)).toBe(`154 of ${name}`);
    expect(two.of(two.other(name)).requests).toEqual([]);
  });

  test("either may follow the other: the newest is the session, and the hook hears of the one before", async () => {
    const before: unknown[] = [];
    const onLogin = ({ current }: { current?: { user: { provider: string; sub: string } } }): void => {
      before.push(current && `${current.user.sub} of ${current.user.provider}`);
    };
    const browser = new Browser(two.application({ ...options(), onLogin }));
    for (const name of [...NAMES, "proconnect"] as const) await two.logIn(browser, name);
    expect(before).toEqual([undefined, "154 of proconnect", "154 of franceconnect"]);
    expect(await who(browser)).toBe("154 of proconnect");
  });

  test.each(NAMES)(
    "the logout of a person of %s is at their own provider, with its own ID token",
    async (name) => {
      const browser = new Browser(two.application(options()));
      await two.logIn(browser, two.other(name));
      await two.logIn(browser, name);
      const response = await browser.open("/auth/logout", {
        method: "POST",
        headers: { accept: "application/json", "sec-fetch-dest": "empty" },
      });
      const { location } = (await response.json()) as { location: string };
      const way = new URL((await browser.open(location)).headers.get("location") ?? "");
      expect(way.origin).toBe(two.of(name).issuer);
      const [, payload = ""] = (way.searchParams.get("id_token_hint") ?? "").split(".");
      expect(JSON.parse(Buffer.from(payload, "base64url").toString())).toMatchObject({
        iss: two.of(name).issuer,
      });
      expect(await who(browser)).toBeUndefined();
    },
  );

  test("a provider that is added or moved leaves the sessions of the others alone; one that is gone takes its own", async () => {
    const shared = options();
    const browser = new Browser(two.application(shared, ["franceconnect"]));
    await two.logIn(browser, "franceconnect");
    const open = async (order: readonly Name[]): Promise<string | undefined> => {
      const other = new Browser(two.application(shared, order));
      for (const [name, value] of browser.cookies) other.cookies.set(name, value);
      return who(other);
    };
    expect(await open(["proconnect", "franceconnect"])).toBe("154 of franceconnect");
    expect(await open(["proconnect"])).toBeUndefined();
  });
});

describe("a guard", () => {
  const opens = async (browser: Browser, auth: Auth, how?: Requirements): Promise<string> => {
    const request = { method: "GET", url: `${APPLICATION}/paie`, headers: browser.headers };
    const { response, user } = await (how ? auth.requireUser(request, how) : auth.requireUser(request));
    if (!response) return user.provider;
    browser.keep(response.headers.getSetCookie());
    const location = response.headers.get("location");
    return location === null ? String(await errorCode(response)) : new URL(location).origin;
  };

  test("sends to the first provider, to the one that it names, and from the wrong one to the right one", async () => {
    const auth = two.application();
    const browser = new Browser(auth);
    expect(await opens(browser, auth)).toBe(two.of("proconnect").issuer);
    const citizens = { provider: ["franceconnect"] };
    expect(await opens(browser, auth, citizens)).toBe(two.of("franceconnect").issuer);
    await two.logIn(browser, "proconnect");
    expect(await opens(browser, auth)).toBe("proconnect");
    expect(await opens(browser, auth, citizens)).toBe(two.of("franceconnect").issuer);
    await two.logIn(browser, "franceconnect");
    expect(await opens(browser, auth, citizens)).toBe("franceconnect");
    expect(await opens(browser, auth, { provider: ["proconnect", "franceconnect"] })).toBe("franceconnect");
    const secondFactor: Requirements = { provider: ["proconnect"], secondFactor: true };
    expect(await opens(browser, auth, secondFactor)).toBe(two.of("proconnect").issuer);
    const officer: Requirements = { provider: ["proconnect"], certifiedOfficer: true };
    expect(await opens(browser, auth, officer)).toBe(two.of("proconnect").issuer);
  });

  test("lets people choose on the page of the application, except where one provider is enough", async () => {
    const auth = two.application({ loginPage: "/connexion" });
    const browser = new Browser(auth);
    const wayTo = async (requirements?: Requirements): Promise<string | null> => {
      const request = { method: "GET", url: `${APPLICATION}/paie`, headers: browser.headers };
      const { response } = await (requirements
        ? auth.requireUser(request, requirements)
        : auth.requireUser(request));
      return response?.headers.get("location") ?? null;
    };
    expect(await wayTo()).toBe("/connexion?returnTo=%2Fpaie");
    expect(await wayTo({ provider: [...NAMES] })).toBe("/connexion?returnTo=%2Fpaie");
    expect(await wayTo({ provider: ["franceconnect"] })).toContain(two.of("franceconnect").issuer);
    expect(await wayTo({ provider: ["proconnect"], secondFactor: true })).toContain(
      two.of("proconnect").issuer,
    );
  });

  test("a way to a page that was given up leaves the person who they were, and their logout where it was", async () => {
    const auth = two.application();
    const browser = new Browser(auth);
    await two.logIn(browser, "franceconnect");
    const asked = await two.begin(browser, "proconnect", "/auth/login/proconnect?returnTo=/paie");
    const state = asked.parameters.get("state") ?? "";
    const answer = { error: "access_denied", state, iss: two.of("proconnect").issuer };
    const back = await browser.open(`/auth/callback?${new URLSearchParams(answer).toString()}`);
    expect(back.headers.get("location")).toBe("/paie");
    expect(await who(browser)).toBe("154 of franceconnect");
    const response = await browser.open("/auth/logout", {
      method: "POST",
      headers: { accept: "application/json", "sec-fetch-dest": "empty" },
    });
    const { location } = (await response.json()) as { location: string };
    expect((await browser.open(location)).headers.get("location")).toContain(two.of("franceconnect").issuer);
  });

  test("tells a script the address of the right login, whose step-up no other provider opens", async () => {
    const auth = two.application();
    const browser = new Browser(auth);
    await two.logIn(browser, "franceconnect");
    const headers = { ...browser.headers, accept: "application/json", "sec-fetch-dest": "empty" };
    const request = { method: "GET", url: `${APPLICATION}/paie`, headers };
    const guarded = await auth.requireUser(request, { provider: ["proconnect"], secondFactor: true });
    expect(await guarded.response?.json()).toMatchObject({
      loginUrl: "/auth/login/proconnect?returnTo=%2Fpaie",
    });
    const address = guarded.response ? (guarded.loginUrl ?? "") : "";
    const right = await two.begin(browser, "proconnect", address);
    expect(right.parameters.get("claims")).toContain("eidas1-mfa");
    const wrong = await two.begin(browser, "franceconnect", address.replace("proconnect", "franceconnect"));
    expect(wrong.parameters.get("acr_values")).toBe("eidas1");
    expect(wrong.parameters.get("claims")).toBeNull();
  });

  test.each<[string, Requirements, RegExp]>([
    [
      "a second factor",
      { secondFactor: true },
      /secondFactor mean something else at each of proconnect, franceconnect: say with provider/,
    ],
    ["a level", { acr: ["eidas1-mfa"] }, /acr mean something else/],
    ["a recency", { maxAge: 60 }, /maxAge mean something else/],
    ["a certification", { certifiedOfficer: true }, /certifiedOfficer mean something else/],
    [
      "a certification of one that certifies none",
      { provider: [...NAMES], certifiedOfficer: true },
      /franceconnect certifies no officers/,
    ],
    [
      "what one of those named cannot prove",
      { provider: [...NAMES], secondFactor: true },
      /franceconnect has no level/,
    ],
    [
      "a level of the other",
      { provider: ["franceconnect"], acr: ["eidas1-mfa"] },
      /franceconnect does not know the level/,
    ],
    [
      "another name",
      { provider: ["moncomptepro"] },
      /may hold proconnect, franceconnect, local, and not moncomptepro/,
    ],
  ])("refuses %s when it is made", (_what, requirements, message) => {
    expect(() => two.application().requireProvable(requirements)).toThrow(message);
    expect(() =>
      two.application().requireProvable({ provider: ["proconnect"], secondFactor: true }),
    ).not.toThrow();
  });

  test("asks for a level without a name where the providers mean the same by it", () => {
    const auth = createAuth({
      providers: {
        moncomptepro: { clientId: "one", clientSecret: "secret-one" },
        proconnect: { clientId: "two", clientSecret: "secret-two" },
      },
      baseUrl: APPLICATION,
      sessionSecret: SECRET,
      logger: quiet,
    });
    expect(() =>
      auth.requireProvable({ provider: ["moncomptepro", "proconnect"], secondFactor: true }),
    ).not.toThrow();
  });
});

describe("a login", () => {
  test("is at the first provider, at the one that is named, and a step-up at the one of the session", async () => {
    const auth = two.application({}, ["franceconnect", "proconnect"]);
    const browser = new Browser(auth);
    const at = async (how: Parameters<Auth["login"]>[0]): Promise<string> => {
      const request = { method: "GET", url: APPLICATION, headers: browser.headers };
      const response = await auth.login({ ...how, request });
      const location = response.headers.get("location");
      return location === null ? String(await errorCode(response)) : new URL(location).origin;
    };
    expect(await at({})).toBe(two.of("franceconnect").issuer);
    expect(await at({ provider: "proconnect" })).toBe(two.of("proconnect").issuer);
    expect(await at({ provider: "moncomptepro" })).toBe("parameter_refused");
    await two.logIn(browser, "proconnect");
    expect(await at({ secondFactor: true })).toBe(two.of("proconnect").issuer);
    expect(await at({})).toBe(two.of("franceconnect").issuer);
    expect((await two.begin(browser, "franceconnect", "/auth/login")).at).toBe(
      two.of("franceconnect").issuer,
    );
  });

  test("that another site asks for is at the provider that it names", async () => {
    const browser = new Browser(two.application());
    const address = `/auth/login?${new URLSearchParams({ iss: two.of("franceconnect").issuer }).toString()}`;
    expect((await two.begin(browser, "franceconnect", address)).at).toBe(two.of("franceconnect").issuer);
    expect(await errorCode(await browser.open("/auth/login?iss=https://elsewhere.example"))).toBe(
      "issuer_mismatch",
    );
  });

  test("that was refused offers the way out at the provider that refused", async () => {
    const onLogin = (login: { user?: { provider: string } }): unknown =>
      login.user?.provider === "franceconnect" ? { refuse: "professionals only" } : undefined;
    const browser = new Browser(two.application({ onLogin: onLogin as never }));
    await two.logIn(browser, "proconnect");
    const page = await (await two.logIn(browser, "franceconnect")).text();
    expect(page).toContain('action="/auth/switch-account/franceconnect?returnTo=%2Fdossiers"');
    expect(page).toContain('href="/auth/login/franceconnect?returnTo=%2Fdossiers"');
    expect(await who(browser)).toBe("154 of proconnect");

    const again = await browser.open("/auth/switch-account/franceconnect?returnTo=/dossiers", {
      method: "POST",
    });
    const next = /href="([^"]*)"/.exec(await again.text())?.[1] ?? "";
    const way = new URL((await browser.open(next)).headers.get("location") ?? "");
    expect(way.origin).toBe(two.of("franceconnect").issuer);
    const state = way.searchParams.get("state") ?? "";
    const back = await browser.open(`/auth/logout/callback?state=${state}`);
    expect(back.headers.get("location")).toBe("/auth/login/franceconnect?returnTo=%2Fdossiers");
  });
});

test("a change of account or of organisation is at the provider of the session", async () => {
  const browser = new Browser(two.application());
  await two.logIn(browser, "franceconnect");
  const account = await (await browser.open("/auth/switch-account")).text();
  expect(account).toContain('action="/auth/switch-account/franceconnect"');
  expect(await browser.open("/auth/select-organization/franceconnect").catch(String)).toContain(
    "is no route",
  );

  const elsewhere = await browser.open("/auth/switch-account/proconnect", { method: "POST" });
  const way = new URL(/href="([^"]*)"/.exec(await elsewhere.text())?.[1]?.replaceAll("&amp;", "&") ?? "");
  expect(way.origin).toBe(two.of("proconnect").issuer);
  expect(way.searchParams.has("id_token_hint")).toBe(false);

  const other = new Browser(two.application({}, ["franceconnect", "proconnect"]));
  await two.logIn(other, "proconnect");
  const organization = await (await other.open("/auth/select-organization")).text();
  expect(organization).toContain('action="/auth/select-organization/proconnect"');
});

test("ten tabs may be on their way to both providers: the oldest leaves first, whosever it is", async () => {
  const browser = new Browser(two.application());
  const begun = [];
  stopClock();
  for (let tab = 0; tab < 10; tab += 1) {
    later(1);
    const name = NAMES[tab % 2] ?? "proconnect";
    begun.push({ name, asked: await two.begin(browser, name) });
  }
  await two.begin(browser, "franceconnect");
  const left = (state: string): boolean => [...browser.cookies.keys()].some((name) => name.endsWith(state));
  const isLeft = begun.map(({ asked }) => left(asked.parameters.get("state") ?? ""));
  expect(isLeft).toContain(false);
  expect(isLeft.lastIndexOf(false)).toBeLessThan(isLeft.indexOf(true));
  startClock();
});

test("a test session is of the provider that it names", async () => {
  const auth = two.application();
  const person = { sub: "1", provider: "franceconnect" };
  const { cookie } = await createTestSession(auth, person);
  const { user } = await auth.authenticate({ method: "GET", url: APPLICATION, headers: { cookie } });
  expect(user).toMatchObject({ ...person, issuer: two.of("franceconnect").issuer });
});
