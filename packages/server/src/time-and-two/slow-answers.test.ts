import { beforeEach, describe, expect, test } from "vitest";
import { HOUR, later, MINUTE } from "../../test/clock.js";
import { holdCall } from "../../test/failing-store.js";
import { EVERYWHERE, TwoOfEverything } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import type { Auth } from "../index.js";

const JEAN = { sub: "jean" };
const MARIE = { sub: "marie" };

describe.each(EVERYWHERE)("a slow answer, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);
  let one: Auth;
  let other: Auth;
  let visitor: Visitor;

  beforeEach(async () => {
    [one, other] = [two.instance(), two.instance()];
    visitor = new Visitor();
    await visitor.logIn(one, two.provider, JEAN);
    later(20 * MINUTE);
  });

  /** A guarded page whose headers are written late, as those of an export: the renewal was made before. */
  async function slowPage(at: Auth): Promise<() => void> {
    const { user, setCookie } = await at.authenticate(visitor.request("/export"));
    expect(user?.sub).toBe("jean");
    if (where === "in cookies") expect(setCookie).toHaveLength(1);
    return () => visitor.keep(setCookie);
  }

  const who = async (): Promise<(string | undefined)[]> => [await visitor.who(one), await visitor.who(other)];

  test("brings no session back after a logout, at either instance", async () => {
    const pages = [await slowPage(one), await slowPage(other)];
    await visitor.logOut(one);
    for (const page of pages) {
      page();
      expect(await who()).toEqual([undefined, undefined]);
    }
  });

  test("leaves the person who logged in meanwhile, for their whole day", async () => {
    const pages = [await slowPage(one), await slowPage(other)];
    await visitor.logIn(other, two.provider, MARIE);
    for (const page of pages) {
      page();
      expect(await who()).toEqual(["marie", "marie"]);
    }
    for (let quarter = 1; quarter < 48; quarter += 1) {
      later(15 * MINUTE);
      expect(await who()).toEqual(["marie", "marie"]);
    }
    later(15 * MINUTE);
    expect(await who()).toEqual([undefined, undefined]);
  });

  test.each(["/token", "/userinfo"])(
    "of a refresh that waits for %s brings no session back after a logout",
    async (path) => {
      const gate = two.provider.hold(path);
      const onItsWay = visitor.copy();
      const refreshing = onItsWay.refresh(one);
      await gate.arrived;
      expect(await visitor.logOut(one)).toBe(200);
      gate.open();
      expect(["not_authenticated", "refresh_refused"]).toContain(await refreshing);
      expect([await onItsWay.who(one), await visitor.who(one)]).toEqual([undefined, undefined]);
    },
  );

  test.each(["/token", "/userinfo"])(
    "of a refresh that waits for %s leaves the person who logged in meanwhile",
    async (path) => {
      const asked = await visitor.begin(one);
      const gate = two.provider.hold(path);
      const refreshing = one.refresh(visitor.request());
      await gate.arrived;
      expect((await visitor.comeBack(one, two.provider, asked, MARIE)).status).toBe(303);
      gate.open();
      const { user, setCookie } = await refreshing;
      expect(user.sub).toBe("jean");
      visitor.keep(setCookie);
      expect(await who()).toEqual(["marie", "marie"]);
    },
  );

  test("of a refresh at the other instance brings no session back, after a logout or another login", async () => {
    const out = visitor.copy();
    const refreshed = await other.refresh(visitor.request());
    expect(await out.logOut(one)).toBe(200);
    out.keep(refreshed.setCookie);
    expect([await out.who(one), await out.who(other)]).toEqual([undefined, undefined]);

    await visitor.logIn(one, two.provider, MARIE);
    visitor.keep(refreshed.setCookie);
    expect(await who()).toEqual(["marie", "marie"]);
  });

  test("a renewal that is older than the one in the browser shortens nothing", async () => {
    const slow = await slowPage(one);
    later(20 * MINUTE);
    expect(await visitor.who(other)).toBe("jean");
    slow();
    later(39 * MINUTE);
    expect(await visitor.who(one)).toBe("jean");
  });

  test("a renewal of another session prolongs nothing", async () => {
    const idle = visitor.copy();
    const busy = new Visitor();
    await busy.logIn(one, two.provider, JEAN);
    later(39 * MINUTE);
    expect(await busy.who(one)).toBe("jean");
    later(MINUTE);
    for (const [name, value] of busy.cookies) if (name.endsWith(".seen")) idle.cookies.set(name, value);
    expect([await idle.who(one), await idle.who(other)]).toEqual([undefined, undefined]);
  });

  test("a refresh counts as a request, also after a renewal", async () => {
    expect(await visitor.who(one)).toBe("jean");
    later(50 * MINUTE);
    expect(await visitor.refresh(other)).toBe("jean");
    later(59 * MINUTE);
    expect(await visitor.who(other)).toBe("jean");
  });

  test("a copied cookie counts before the logout, and not after it where the logout is known", async () => {
    const copy = visitor.copy();
    expect([await copy.who(one), await copy.who(other)]).toEqual(["jean", "jean"]);
    const elsewhere = visitor.copy();
    await visitor.logOut(one);
    expect([await copy.who(one), await elsewhere.who(one), await visitor.who(one)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    for (let quarter = 0; quarter < 47; quarter += 1) {
      later(15 * MINUTE);
      expect([await copy.who(one), await elsewhere.who(one)]).toEqual([undefined, undefined]);
    }
  });

  test("a copied cookie outlives the login that takes its place by half a minute, renewed or not", async () => {
    const copy = visitor.copy();
    await visitor.logIn(one, two.provider, MARIE);
    later(29);
    expect(await copy.who(one)).toBe("jean");
    later(1);
    for (let quarter = 0; quarter < 46; quarter += 1) {
      expect([await copy.who(one), await visitor.who(one)]).toEqual([undefined, "marie"]);
      later(15 * MINUTE);
    }
  });

  test("renewed or not, a session ends twelve hours after its login at the latest", async () => {
    const copy = visitor.copy();
    for (let quarter = 0; quarter < 45; quarter += 1) {
      later(15 * MINUTE);
      await visitor.who(quarter % 2 ? one : other);
    }
    later(HOUR);
    expect([...(await who()), await copy.who(one)]).toEqual([undefined, undefined, undefined]);
  });
});

describe("a renewal that is being written", () => {
  const two = new TwoOfEverything("in Redis");
  let one: Auth;
  let other: Auth;
  let jean: Visitor;

  beforeEach(async () => {
    [one, other] = [two.instance(), two.instance()];
    jean = new Visitor();
    await jean.logIn(one, two.provider, JEAN);
    later(20 * MINUTE);
  });

  const races: [string, number, () => Promise<unknown>][] = [
    ["a logout", 0, () => jean.copy().logOut(other)],
    ["a login in its place", 30, () => jean.copy().logIn(other, two.provider, MARIE)],
    ["the end of all", 0, () => other.logoutEverywhere({ issuer: two.provider.issuer, sub: "jean" })],
  ];

  test.each(races)("does not undo %s", async (_what, grace, end) => {
    const renewal = holdCall(two.store, "replace", "session");
    const renewing = jean.who(one);
    await renewal.arrived;
    await end();
    renewal.open();
    expect([undefined, "jean"]).toContain(await renewing);
    later(grace);
    expect([await jean.who(one), await jean.who(other)]).toEqual([undefined, undefined]);
  });

  test.each(races)("nor does a refresh that is being written undo %s", async (_what, grace, end) => {
    const write = holdCall(two.store, "replace", "session");
    const refreshing = jean.refresh(one);
    await write.arrived;
    await end();
    write.open();
    await refreshing;
    later(grace);
    expect([await jean.who(one), await jean.who(other)]).toEqual([undefined, undefined]);
  });

  test("does not lose what a refresh at the other instance wrote", async () => {
    const renewal = holdCall(two.store, "replace", "session");
    const renewing = jean.who(one);
    await renewal.arrived;
    expect(await jean.copy().refresh(other)).toBe("jean");
    renewal.open();
    expect(await renewing).toBe("jean");
    expect(await jean.refresh(one)).toBe("jean");
    expect(two.provider.thefts).toBe(0);
  });
});
