import { beforeEach, describe, expect, test } from "vitest";
import { APPLICATION, errorCode } from "@moncomptepro/test-kit/browser";
import { inOwnProcess } from "../../test/own-process.js";
import type { PeopleProvider } from "../../test/people-provider.js";
import { EVERYWHERE, TwoOfEverything, type Options } from "../../test/two-of-everything.js";
import { sendLogoutToken, Visitor } from "../../test/visitor.js";
import { denialAddress } from "../guard/denial.js";
import type { Auth } from "../index.js";
import { contextOf } from "../session-context.js";
import { createTestSession } from "../testing.js";

const JEAN = { sub: "jean" };
const MARIE = { sub: "marie" };

/** An application and the one that differs from it in one thing; both have the same secret. */
interface Pair {
  readonly first: Options;
  readonly second: Options;
  /** Path of the second one. */
  readonly base?: string;
  readonly provider?: PeopleProvider;
}

describe.each(EVERYWHERE)("strangers with the same secret, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);

  const PAIRS: Record<string, () => Pair> = {
    "another issuer": () => ({
      first: {},
      second: { issuer: two.otherProvider.issuer },
      provider: two.otherProvider,
    }),
    "another client": () => ({ first: {}, second: { clientId: "second" } }),
    "another profile": () => ({
      first: { keepRefreshToken: false },
      second: { provider: "moncomptepro", keepRefreshToken: false },
    }),
    "another base path": () => ({
      first: { baseUrl: `${APPLICATION}/first` },
      second: { baseUrl: `${APPLICATION}/second` },
      base: "/second",
    }),
    "another place under one name of cookies": () => ({
      first: { baseUrl: `${APPLICATION}/first`, cookieName: "one" },
      second: { baseUrl: `${APPLICATION}/second`, cookieName: "one" },
      base: "/second",
    }),
    "a base path beside none": () => ({
      first: {},
      second: { baseUrl: `${APPLICATION}/second` },
      base: "/second",
    }),
  };

  describe.each(Object.entries(PAIRS))("%s", (name, pair) => {
    let first: Auth;
    let second: Auth;
    let provider: PeopleProvider;
    let visitor: Visitor;
    /** The cookies of the first application in a browser that is at the second one. */
    let stranger: () => Visitor;

    beforeEach(() => {
      const { first: one, second: options, base = "", provider: at = two.provider } = pair();
      // In one process, as two applications of one server: they share its memory.
      [first, second] = inOwnProcess<[Auth, Auth]>(() => [two.instanceHere(one), two.instanceHere(options)]);
      provider = at;
      visitor = new Visitor(one.baseUrl === `${APPLICATION}/first` ? "/first" : "");
      stranger = () => {
        const other = new Visitor(base);
        for (const [cookie, value] of visitor.cookies) other.cookies.set(cookie, value);
        return other;
      };
    });

    test("a session opens at its own application alone", async () => {
      await visitor.logIn(first, two.provider, JEAN);
      expect(await visitor.who(first)).toBe("jean");
      expect(await stranger().who(second)).toBeUndefined();
      expect((await stranger().me(second)).status).toBe(401);
      const guarded = await second.requireUser(stranger().request("/second/dossiers"));
      expect(guarded.user).toBeUndefined();
      expect(await stranger().refresh(second)).toBe("not_authenticated");
      // What the other one did with its cookie changes nothing.
      expect(await stranger().logOut(second)).toBe(200);
      if (where === "in Redis") {
        // Nor what it does once the store is back that it could not read.
        let failures = 0;
        two.store.fails = ({ command }) =>
          command === "read" && (failures += 1) === 1 ? "before" : undefined;
        expect(await stranger().logOut(second)).toBe(200);
        two.store.fails = () => undefined;
      }
      expect(await visitor.who(first)).toBe("jean");
    });

    test("a transaction is finished at its own application alone", async () => {
      const asked = await visitor.begin(first);
      const response = await stranger().comeBack(second, provider, asked, JEAN);
      expect([response.status, await errorCode(response)]).toEqual([400, "login_expired"]);
      expect((await visitor.comeBack(first, two.provider, asked, JEAN)).status).toBe(303);
      expect(await visitor.who(first)).toBe("jean");
    });

    test("what a guard demands is read at its own application alone", async () => {
      const { settings, sealing } = contextOf(first);
      const denial = {
        code: "acr_not_reached",
        returnTo: `${settings.basePath}/paie`,
        login: { acr: ["eidas1-mfa"] },
      } as const;
      const sealed = new URL(denialAddress(denial, settings, sealing)).searchParams.get("guard") ?? "";
      const own = await visitor.begin(first, `&guard=${sealed}`);
      expect(own.get("claims")).toContain("eidas1-mfa");
      const foreign = await stranger().begin(second, `&guard=${sealed}`);
      expect(foreign.get("claims") ?? "").not.toContain("eidas1-mfa");
    });

    test("a refresh token of the same text is another one", async () => {
      if (name === "another profile") return; // One of the two gives none.
      const visitors = [visitor, stranger()] as const;
      two.provider.nextRefreshToken = "same";
      await visitors[0].logIn(first, two.provider, JEAN);
      provider.nextRefreshToken = "same";
      await visitors[1].logIn(second, provider, MARIE);
      const gate = two.provider.hold("/token");
      const refreshing = visitors[0].refresh(first);
      await gate.arrived;
      if (provider !== two.provider) expect(await visitors[1].refresh(second)).toBe("marie");
      const turns = async (): Promise<number> =>
        where === "in Redis" ? (await two.redis.keys(`${two.prefix}refresh-turn:*`)).length : 1;
      expect(await turns()).toBe(1);
      gate.open();
      await refreshing;
    });

    test("a logout token and the end of a person's sessions reach their own application alone", async () => {
      await visitor.logIn(first, two.provider, JEAN);
      const other = stranger();
      other.cookies.clear();
      await other.logIn(second, provider, JEAN);
      if (where === "in cookies") return;
      await second.logoutEverywhere({ issuer: provider.issuer, sub: "jean" });
      expect([await visitor.who(first), await other.who(second)]).toEqual(["jean", undefined]);
    });

    test("a logout token with the identifier of another one’s is not taken for a used one", async () => {
      if (where === "in cookies") return;
      await visitor.logIn(first, two.provider, JEAN);
      const send = async (auth: Auth, at: PeopleProvider): Promise<number | undefined> => {
        const { clientId: aud, basePath } = contextOf(auth).settings;
        const token = await at.logoutToken({ sub: "jean", aud, jti: "the-same" });
        return sendLogoutToken(auth, token, `${APPLICATION}${basePath}`);
      };
      expect([await send(second, provider), await send(first, two.provider)]).toEqual([200, 200]);
      expect(await visitor.who(first)).toBeUndefined();
    });

    test("both can be used in one browser, or at least never as one another", async () => {
      const pending = await visitor.begin(first);
      await visitor.logIn(first, two.provider, JEAN);
      const other = stranger();
      await other.logIn(second, provider, MARIE);
      for (const [cookie, value] of other.cookies) visitor.cookies.set(cookie, value);
      expect(await stranger().who(second)).toBe("marie");
      const isApart = name.includes("base path");
      expect([isApart ? "jean" : undefined, "jean"]).toContain(await visitor.who(first));
      // What was begun there before is finished there after.
      if (isApart)
        expect((await visitor.comeBack(first, two.provider, pending, JEAN)).headers.get("location")).toMatch(
          /\/dossiers$/,
        );
      for (const [cookie, value] of visitor.cookies) other.cookies.set(cookie, value);
      expect(["marie", isApart ? "marie" : undefined]).toContain(await other.who(second));
    });
  });

  test("an answer of one provider finishes no transaction of another (mix-up)", async () => {
    const first = two.instance();
    for (const change of [
      { iss: two.otherProvider.issuer },
      { iss: "" },
      { iss: `${two.provider.issuer}/` },
    ]) {
      const visitor = new Visitor();
      const asked = await visitor.begin(first);
      const answer = { ...two.otherProvider.answer(asked, MARIE), ...change };
      const response = await visitor.return(first, answer);
      expect([response.status, await errorCode(response)]).toEqual([400, "issuer_mismatch"]);
      expect(await visitor.who(first)).toBeUndefined();
    }
    // With the right name on it the code is refused where it is redeemed.
    const visitor = new Visitor();
    const answer = two.otherProvider.answer(await visitor.begin(first), MARIE);
    expect((await visitor.return(first, { ...answer, iss: two.provider.issuer })).status).toBe(400);
    expect(await visitor.who(first)).toBeUndefined();
  });

  test("two providers of one application in one process: each knows its own people", async () => {
    const [first, second] = inOwnProcess<[Auth, Auth]>(() => [
      two.instanceHere(),
      two.instanceHere({
        provider: "moncomptepro",
        issuer: two.otherProvider.issuer,
        keepRefreshToken: false,
      }),
    ]);
    const [jean, marie] = [new Visitor(), new Visitor()];
    await Promise.all([
      jean.logIn(first, two.provider, JEAN),
      marie.logIn(second, two.otherProvider, { sub: "jean" }),
    ]);
    const { user } = await first.authenticate(jean.request());
    const { user: other } = await second.authenticate(marie.request());
    expect([user?.issuer, user?.provider]).toEqual([two.provider.issuer, "proconnect"]);
    expect([other?.issuer, other?.provider]).toEqual([two.otherProvider.issuer, "moncomptepro"]);
    expect([await jean.who(second), await marie.who(first)]).toEqual([undefined, undefined]);
  });

  test.each([
    ["proconnect", "integration", "production"],
    ["moncomptepro", "sandbox", "production"],
  ])("%s: a session of the environment %s is none in %s", async (provider, one, other) => {
    const at = (environment: string): Auth =>
      two.instance({ provider, environment, issuer: undefined, keepRefreshToken: false } as never);
    const identity = { sub: "jean", email: "a@b.example" };
    const { cookie } = await createTestSession(at(one), identity);
    const request = { url: "/", headers: { cookie } };
    expect((await at(one).authenticate(request)).user?.sub).toBe("jean");
    expect((await at(other).authenticate(request)).user).toBeUndefined();
  });

  test.each<[string, Options]>([
    ["the client’s secret", { clientSecret: "another secret of the application" }],
    ["another scope", { scope: "openid email siret" }],
    ["another redirect URI", { redirectUri: `${APPLICATION}/retour` }],
    ["another place of our routes", { path: "/connexion" }],
    ["a page after the logout", { afterLogout: "/au-revoir" }],
    ["parameters of a login link", { allowLoginParameters: ["login_hint"] }],
    ["pages that log in themselves", { browserRedirectUris: [`${APPLICATION}/app`] }],
    ["claims to keep", { keepClaims: ["idp_id"] }],
    ["no refresh token any more", { keepRefreshToken: false }],
    ["algorithms", { idTokenSignedResponseAlg: "RS256", userinfoSignedResponseAlg: "RS256" }],
    ["hooks", { onLogin: () => undefined, authorize: () => false }],
    ["longer sessions", { session: { idle: 7200, absolute: 86_400 } }],
  ])("%s ends no session", async (_what, options) => {
    const visitor = new Visitor();
    await visitor.logIn(two.instance(), two.provider, JEAN);
    expect(await visitor.who(two.instance(options))).toBe("jean");
  });
});
