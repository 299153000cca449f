import { beforeEach, describe, expect, test, vi } from "vitest";
import { later, MINUTE, stopClock, stopTimers } from "../../test/clock.js";
import { holdCall } from "../../test/failing-store.js";
import { inOwnProcess } from "../../test/own-process.js";
import { EVERYWHERE, TwoOfEverything } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import type { Auth } from "../index.js";

const JEAN = { sub: "jean" };
const MARIE = { sub: "marie" };

describe.each(EVERYWHERE)("a refresh, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);
  let one: Auth;
  let other: Auth;
  let jean: Visitor;
  let thefts = 0;

  beforeEach(async () => {
    [one, other] = [two.instance(), two.instance()];
    jean = new Visitor();
    await jean.logIn(one, two.provider, JEAN);
    two.provider.tokenRequests.length = 0;
    thefts = two.provider.thefts;
  });

  /** What the token endpoint received, in order. */
  const used = (): (string | null)[] =>
    two.provider.tokenRequests.map((request) => request.get("refresh_token"));
  /** Refreshes while a path is held, for as long as a person is let wait. */
  async function refreshUntilDeadline(path: string): Promise<{ open: () => void }> {
    const gate = two.provider.hold(path);
    const pass = stopTimers();
    const refreshing = jean.refresh(one);
    await gate.arrived;
    pass(4_500);
    expect(await refreshing).toBe("provider_timeout");
    stopClock();
    return gate;
  }
  const expectNoTheft = (): void => expect(two.provider.thefts).toBe(thefts);

  test("goes on all day, at either instance, each time with the token of the time before", async () => {
    for (let time = 0; time < 20; time += 1) {
      expect(await jean.refresh(time % 2 ? one : other)).toBe("jean");
      later(30 * MINUTE);
    }
    expect(new Set(used()).size).toBe(20);
    expectNoTheft();
  });

  test("ten at once redeem one token once", async () => {
    const all = await Promise.all(Array.from({ length: 10 }, () => jean.copy().refresh(one)));
    expect(all).toEqual(Array.from({ length: 10 }, () => "jean"));
    expect(used()).toHaveLength(1);
    // All of them have the old cookie still.
    expect(await jean.copy().refresh(one)).toBe("jean");
    expect(used()).toHaveLength(2);
    expectNoTheft();
  });

  test("ten at once at two createAuth() of one process redeem one token once", async () => {
    const [first, second] = inOwnProcess<[Auth, Auth]>(() => [two.instanceHere(), two.instanceHere()]);
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) => jean.copy().refresh(index % 2 ? first : second)),
    );
    expect(all).toEqual(Array.from({ length: 10 }, () => "jean"));
    expect(used()).toHaveLength(1);
    expect([await jean.copy().refresh(first), await jean.copy().refresh(second)]).toEqual(["jean", "jean"]);
    expectNoTheft();
  });

  test("ten at once with those of other people stay apart", async () => {
    const people = Array.from({ length: 10 }, (_, index) => ({ sub: `person-${index}` }));
    const visitors = await Promise.all(
      people.map(async (person) => {
        const visitor = new Visitor();
        await visitor.logIn(one, two.provider, person);
        return visitor;
      }),
    );
    const all = await Promise.all(visitors.map((visitor) => visitor.refresh(one)));
    expect(all).toEqual(people.map(({ sub }) => sub));
    expectNoTheft();
  });

  test("whose caller gave up stores its token all the same, and the next one takes that", async () => {
    const gate = await refreshUntilDeadline("/token");
    const again = jean.refresh(one);
    gate.open();
    expect(await again).toBe("jean");
    expect(used()).toHaveLength(1);
    expect(await jean.refresh(one)).toBe("jean");
    expectNoTheft();
  });

  test("that no request waits for any more ends, and the next one needs its token", async () => {
    const gate = await refreshUntilDeadline("/token");
    gate.open();
    await vi.waitFor(() => expect(used()).toHaveLength(1));
    expect(await jean.refresh(one)).toBe("jean");
    if (where === "in Redis") expect(await jean.refresh(other)).toBe("jean");
    expectNoTheft();
  });

  test("one that userinfo fails keeps the token that came", async () => {
    const gate = await refreshUntilDeadline("/userinfo");
    gate.open();
    expect(await jean.refresh(one)).toBe("jean");
    expect(await jean.refresh(one)).toBe("jean");
    expectNoTheft();
  });

  test("at an instance whose clock is behind does not bring the end of the session forward", async () => {
    later(-20);
    expect(await jean.refresh(other)).toBe("jean");
    later(20 + 60 * MINUTE - 1);
    expect(await jean.who(one)).toBe("jean");
  });

  test("that ends after a logout brings no session back, and its new token is revoked", async () => {
    two.provider.nextRefreshToken = "late";
    const gate = two.provider.hold("/token", "answer");
    const refreshing = jean.copy().refresh(one);
    await gate.arrived;
    // Another instance sees the logout in the store alone.
    expect(await jean.copy().logOut(where === "in Redis" ? other : one)).toBe(200);
    gate.open();
    expect(await refreshing).toBe("not_authenticated");
    expect(two.provider.revoked).toContain("late");
    expect(await jean.who(one)).toBeUndefined();
  });

  test("a step-up or another login in the same browser begins with a token of its own", async () => {
    await jean.refresh(one);
    await jean.logIn(other, two.provider, JEAN);
    expect(await jean.refresh(other)).toBe("jean");
    await jean.logIn(one, two.provider, MARIE);
    expect(await jean.refresh(other)).toBe("marie");
    expectNoTheft();
  });

  test("brings no person into the session of another one whom the browser had meanwhile", async () => {
    const copy = jean.copy();
    await jean.logIn(one, two.provider, MARIE);
    expect(await copy.refresh(one)).toBe("jean");
    expect(await jean.refresh(one)).toBe("marie");
    expect([await jean.who(one), await jean.who(other)]).toEqual(["marie", "marie"]);
    later(30);
    expect(await copy.refresh(one)).toBe("not_authenticated");
  });
});

describe("a refresh and the store", () => {
  const two = new TwoOfEverything("in Redis");
  let one: Auth;
  let other: Auth;
  let jean: Visitor;
  let thefts = 0;

  beforeEach(async () => {
    [one, other] = [two.instance(), two.instance()];
    jean = new Visitor();
    await jean.logIn(one, two.provider, JEAN);
    two.provider.tokenRequests.length = 0;
    thefts = two.provider.thefts;
  });

  test("ten at once at two instances use no token twice, and each instance one at most", async () => {
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) => jean.copy().refresh(index % 2 ? one : other)),
    );
    expect(all).toEqual(Array.from({ length: 10 }, () => "jean"));
    const used = two.provider.tokenRequests.map((request) => request.get("refresh_token"));
    expect(used.length).toBeLessThanOrEqual(2);
    expect(new Set(used).size).toBe(used.length);
    expect(two.provider.thefts).toBe(thefts);
  });

  test("an instance waits for the other one, and then takes its token", async () => {
    const gate = two.provider.hold("/token");
    const first = jean.copy().refresh(one);
    await gate.arrived;
    const second = jean.copy().refresh(other);
    await vi.waitFor(() =>
      expect(two.store.calls.filter(({ key }) => key.startsWith("refresh-turn:")).length).toBeGreaterThan(2),
    );
    expect(two.provider.tokenRequests).toHaveLength(0);
    gate.open();
    expect([await first, await second]).toEqual(["jean", "jean"]);
    expect(two.provider.thefts).toBe(thefts);
  });

  /** How often an instance has looked whether it is its turn. */
  const looks = (): number =>
    two.store.calls.filter(({ command, key }) => command === "add" && key.startsWith("refresh-turn:")).length;

  test("a turn lasts as long as a slow provider may take", async () => {
    const gate = two.provider.hold("/token");
    const first = jean.copy().refresh(one);
    await gate.arrived;
    later(25);
    const second = jean.copy().refresh(other);
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(1));
    expect(two.provider.tokenRequests).toHaveLength(0);
    gate.open();
    expect([await first, await second]).toEqual(["jean", "jean"]);
    expect(two.provider.thefts).toBe(thefts);
  });

  test("a turn is given back at once: a provider that gives the same token again is not waited for", async () => {
    const { session } = await one.authenticate(jean.request());
    two.provider.nextRefreshToken = session?.refresh?.token;
    expect(await jean.refresh(one)).toBe("jean");
    expect(await jean.refresh(other)).toBe("jean");
  });

  test("a turn that cannot be given back is no failure of the refresh", async () => {
    two.store.fails = ({ command, key }) =>
      command === "remove" && key.startsWith("refresh-turn:") ? "before" : undefined;
    expect(await jean.refresh(one)).toBe("jean");
    expect(await jean.refresh(one)).toBe("jean");
    expect(two.provider.thefts).toBe(thefts);
  });

  test("a person who logs out while an instance waits for its turn is told that, and no failure of the token", async () => {
    const gate = two.provider.hold("/token");
    const first = jean.copy().refresh(one);
    await gate.arrived;
    const second = jean.copy().refresh(other);
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(1));
    expect(await jean.copy().logOut(other)).toBe(200);
    expect(await second).toBe("not_authenticated");
    gate.open();
    // The logout revoked its token.
    expect(await first).toBe("refresh_refused");
  });

  test("a turn that ran out: what the provider then says of the older token costs the newer one nothing", async () => {
    const gate = two.provider.hold("/token");
    const late = jean.copy().refresh(one);
    await gate.arrived;
    later(31);
    two.provider.nextRefreshToken = "newer";
    expect(await jean.refresh(other)).toBe("jean");
    gate.open();
    expect(await late).toBe("refresh_refused");
    expect((await other.authenticate(jean.request())).session?.refresh?.token).toBe("newer");
  });

  test("a logout revokes the newest token, even one that the store did not take yet", async () => {
    two.store.fails = ({ command, key }) =>
      command === "replace" && key.startsWith("session:") ? "before" : undefined;
    two.provider.nextRefreshToken = "newest";
    const gate = two.provider.hold("/userinfo");
    const refreshing = jean.copy().refresh(one);
    await gate.arrived;
    two.provider.revoked.length = 0;
    expect(await jean.logOut(one)).toBe(200);
    expect(two.provider.revoked).toEqual(["newest"]);
    gate.open();
    expect(await refreshing).toBe("not_authenticated");
  });

  test("a logout that the store does not take revokes the token all the same", async () => {
    const token = (await one.authenticate(jean.request())).session?.refresh?.token;
    two.provider.revoked.length = 0;
    two.store.fails = ({ command }) => (command === "remove" ? "before" : undefined);
    expect(await jean.logOut(one)).toBe(503);
    expect(two.provider.revoked).toEqual([token]);
  });

  test.each(["before", "after"] as const)(
    "a write that fails %s it is done, right after a good redemption, loses nothing",
    async (when) => {
      let failures = 0;
      two.store.fails = ({ command, key }) => {
        if (command !== "replace" || !key.startsWith("session:") || failures > 0) return undefined;
        failures += 1;
        return when;
      };
      expect(["jean", "store_unavailable"]).toContain(await jean.refresh(one));
      expect(failures).toBe(1);
      expect(await jean.refresh(one)).toBe("jean");
      expect(await jean.refresh(other)).toBe("jean");
      expect(two.provider.thefts).toBe(thefts);
    },
  );

  test("a store that is away for a while after a good redemption gets the token when it is back", async () => {
    const write = holdCall(two.store, "replace", "session");
    const refreshing = jean.refresh(one);
    await write.arrived;
    two.store.fails = () => "before";
    write.open();
    expect(["jean", "store_unavailable"]).toContain(await refreshing);
    expect(await jean.refresh(one)).toBe("store_unavailable");
    two.store.fails = () => undefined;
    const before = two.store.calls.length;
    await vi.waitFor(
      () => expect(two.store.calls.slice(before).some(({ command }) => command === "replace")).toBe(true),
      { timeout: 10_000 },
    );
    expect(await jean.refresh(other)).toBe("jean");
    expect(two.provider.thefts).toBe(thefts);
  });
});
