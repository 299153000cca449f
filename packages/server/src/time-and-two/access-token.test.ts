import { inspect } from "node:util";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { later, MINUTE } from "../../test/clock.js";
import { EVERYWHERE, TwoOfEverything, type Options } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import type { Auth } from "../index.js";

const JEAN = { sub: "jean" };

describe.each(EVERYWHERE)("an access token, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);
  const instance = (options: Options = {}): Auth => two.instance({ keepAccessToken: true, ...options });
  let one: Auth;
  let other: Auth;
  let jean: Visitor;

  beforeEach(async () => {
    [one, other] = [instance(), instance()];
    jean = new Visitor();
    await jean.logIn(one, two.provider, JEAN);
    two.provider.tokenRequests.length = 0;
  });

  async function tokenFrom(auth: Auth, visitor = jean): Promise<string> {
    const { accessToken, setCookie } = await auth.accessToken(visitor.request());
    visitor.keep(setCookie);
    return accessToken;
  }
  const refreshes = (): number => two.provider.tokenRequests.length;

  test("is that of the login while it is good, at either instance, then that of one refresh", async () => {
    const first = await tokenFrom(one);
    expect([await tokenFrom(other), refreshes()]).toEqual([first, 0]);
    later(59 * MINUTE);
    expect([await tokenFrom(other), refreshes()]).toEqual([first, 0]);
    // Half a minute before its end it is no good any more.
    later(31);
    const second = await tokenFrom(one);
    expect(second).not.toBe(first);
    expect([await tokenFrom(other), await tokenFrom(one), refreshes()]).toEqual([second, second, 1]);
  });

  test("ends when the provider said, however long the hook of the login took", async () => {
    const slow = instance({ keepRefreshToken: false, onLogin: () => later(40 * MINUTE) });
    await jean.logIn(slow, two.provider, JEAN);
    later(19 * MINUTE);
    expect(await tokenFrom(slow)).toMatch(/^access-/);
    later(31);
    await expect(tokenFrom(slow)).rejects.toMatchObject({ code: "refresh_refused" });
  });

  test("is got once for ten requests that ask when it is over", async () => {
    later(59 * MINUTE + 31);
    const auths = where === "in Redis" ? [one, other] : [one];
    const thefts = two.provider.thefts;
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) => tokenFrom(auths[index % auths.length] ?? one, jean.copy())),
    );
    expect(new Set(all).size).toBe(1);
    expect([refreshes(), two.provider.thefts]).toEqual([1, thefts]);
    // The browser has its old cookies still.
    expect([await tokenFrom(one), refreshes()]).toEqual([all[0], 1]);
  });

  test("is kept nowhere without the setting, and shown by nothing with it", async () => {
    const { session } = await one.authenticate(jean.request());
    const token = await tokenFrom(one);
    expect(session?.access?.token).toBe(token);
    expect([
      JSON.stringify(session),
      inspect(session, { showHidden: true }),
      JSON.stringify({ ...session }),
    ]).toEqual(Array.from({ length: 3 }, () => expect.not.stringContaining(token) as string));
    expect(await (await jean.me(one)).text()).not.toContain(token);

    const without = instance({ keepAccessToken: false });
    const marie = new Visitor();
    await marie.logIn(without, two.provider, { sub: "marie" });
    const given = await tokenFrom(without, marie);
    const found = await without.authenticate(marie.request());
    expect(found.session?.access).toBeUndefined();
    expect(await tokenFrom(without, marie)).not.toBe(given);
  });

  test("says that only a login gives another one, where there is no refresh token", async () => {
    const alone = instance({ keepRefreshToken: false });
    await jean.logIn(alone, two.provider, JEAN);
    expect(await tokenFrom(alone)).toMatch(/^access-/);
    later(59 * MINUTE + 31);
    await expect(tokenFrom(alone)).rejects.toMatchObject({ code: "refresh_refused" });
    const own = await one.createSession(jean.request(), JEAN);
    jean.keep(own.setCookie);
    await expect(tokenFrom(one)).rejects.toMatchObject({ code: "other_login_required" });
    await expect(tokenFrom(one, new Visitor())).rejects.toMatchObject({ code: "not_authenticated" });
  });
});

describe("an access token and the store", () => {
  const two = new TwoOfEverything("in Redis");
  const outcomeOf = (visitor: Visitor, auth: Auth): Promise<string> =>
    auth.accessToken(visitor.copy().request()).then(
      ({ accessToken }) => accessToken,
      ({ code }: { code: string }) => code,
    );

  test("a refusal is told to all requests of the moment: none finds the session that it ended", async () => {
    const jean = new Visitor();
    await jean.logIn(two.instance({ keepAccessToken: true }), two.provider, JEAN);
    later(59 * MINUTE + 31);
    const authorize = { emailDomains: ["elsewhere.example"] };
    const strict = two.instance({ keepAccessToken: true, authorize });
    const outcomes = await Promise.all([outcomeOf(jean, strict), outcomeOf(jean, strict)]);
    expect(outcomes).toEqual(["login_refused", "login_refused"]);
    expect(await outcomeOf(jean, strict)).toBe("not_authenticated");
  });

  test("a provider that fails, or a person who logs out meanwhile, is told to all who ask, and the next one may ask", async () => {
    const [one, other] = [two.instance({ keepAccessToken: true }), two.instance({ keepAccessToken: true })];
    const jean = new Visitor();
    await jean.logIn(one, two.provider, JEAN);
    later(59 * MINUTE + 31);
    const gate = two.provider.hold("/token");
    const outcome = (auth: Auth): Promise<string> => outcomeOf(jean, auth);
    const first = outcome(one);
    await gate.arrived;
    const second = outcome(other);
    await vi.waitFor(() =>
      expect(
        two.store.calls.filter(({ command, key }) => command === "add" && key.startsWith("access-turn:"))
          .length,
      ).toBeGreaterThan(1),
    );
    expect(await first).toBe("provider_timeout");
    gate.open();
    expect(await second).toMatch(/^access-/);
    expect(await outcome(one)).toBe(await second);
    await jean.copy().logOut(other);
    expect([await outcome(one), await outcome(other)]).toEqual(["not_authenticated", "not_authenticated"]);
  });
});
