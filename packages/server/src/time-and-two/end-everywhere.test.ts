import { beforeEach, describe, expect, test } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import { HOUR, later, MINUTE } from "../../test/clock.js";
import { holdCall } from "../../test/failing-store.js";
import { NEXT_SECRET, TwoOfEverything } from "../../test/two-of-everything.js";
import { sendLogoutToken, Visitor } from "../../test/visitor.js";
import type { Auth } from "../index.js";

const JEAN = { sub: "jean" };
const MARIE = { sub: "marie" };

const two = new TwoOfEverything("in Redis");
let one: Auth;
let other: Auth;
beforeEach(() => {
  [one, other] = [two.instance(), two.instance()];
});

async function logIn(at: Auth, person: { sub: string; sid?: string }): Promise<Visitor> {
  const visitor = new Visitor();
  await visitor.logIn(at, two.provider, person);
  return visitor;
}

/** Who each visitor is at the first instance and at the other one. */
const who = (...visitors: Visitor[]): Promise<(string | undefined)[][]> =>
  Promise.all(visitors.map((visitor) => Promise.all([visitor.copy().who(one), visitor.copy().who(other)])));

/** Time passes while people work. */
async function work(hours: number, ...visitors: Visitor[]): Promise<void> {
  for (let quarters = 0; quarters < hours * 4; quarters += 1) {
    later(15 * MINUTE);
    await Promise.all(visitors.map((visitor) => visitor.who(quarters % 2 ? one : other)));
  }
}

const ENDS: [string, (at: Auth) => Promise<unknown>][] = [
  ["logoutEverywhere", (at) => at.logoutEverywhere({ issuer: two.provider.issuer, sub: "jean" })],
  [
    "back-channel logout",
    async (at) => {
      expect(await sendLogoutToken(at, await two.provider.logoutToken(JEAN))).toBe(200);
    },
  ],
];

describe.each(ENDS)("%s", (_name, end) => {
  test.each([1, 2, 11])(
    "ends every session of the person after %i hours, at both instances, and nobody else's",
    async (hours) => {
      const jeans = await Promise.all([logIn(one, JEAN), logIn(other, JEAN), logIn(one, JEAN)]);
      const marie = await logIn(other, MARIE);
      await work(hours, marie, ...jeans);
      expect(await who(marie, ...jeans)).toEqual([["marie", "marie"], ...jeans.map(() => ["jean", "jean"])]);
      await end(other);
      expect(await who(marie, ...jeans)).toEqual([
        ["marie", "marie"],
        ...jeans.map(() => [undefined, undefined]),
      ]);
    },
  );

  test("leaves a session that begins after it to its whole day", async () => {
    const before = await logIn(one, JEAN);
    await end(one);
    const after = await logIn(other, JEAN);
    await work(11, after);
    later(59 * MINUTE);
    expect(await who(before, after)).toEqual([
      [undefined, undefined],
      ["jean", "jean"],
    ]);
  });

  test("is not forgotten before the last session that it ended would be over", async () => {
    const session = { idle: 12 * HOUR, absolute: 12 * HOUR };
    [one, other] = [two.instance({ session }), two.instance({ session })];
    const jean = await logIn(one, JEAN);
    await end(other);
    for (let hour = 0; hour < 12; hour += 1) {
      expect(await who(jean)).toEqual([[undefined, undefined]]);
      later(HOUR);
    }
  });

  test("a second one ends what began after the first", async () => {
    await end(one);
    const jean = await logIn(other, JEAN);
    later(HOUR / 2);
    await end(other);
    expect(await who(jean)).toEqual([[undefined, undefined]]);
  });

  test("ends a login that is with the application's hooks", async () => {
    let [arrive, open] = [(): void => undefined, (): void => undefined];
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const opened = new Promise<void>((resolve) => (open = resolve));
    const slow = two.instance({
      onLogin: async () => {
        arrive();
        await opened;
      },
    });
    const jean = new Visitor();
    const login = jean.logIn(slow, two.provider, JEAN);
    await arrived;
    await end(other);
    open();
    await login;
    expect(await who(jean)).toEqual([[undefined, undefined]]);
  });

  test("ends a login whose session is being written", async () => {
    const write = holdCall(two.store, "write", "session");
    const jean = new Visitor();
    const login = jean.logIn(one, two.provider, JEAN);
    await write.arrived;
    await end(other);
    write.open();
    await login;
    expect(await who(jean)).toEqual([[undefined, undefined]]);
  });

  test("of a login that is still with the provider: it begins after, and the next one ends it", async () => {
    const gate = two.provider.hold("/userinfo");
    const jean = new Visitor();
    const login = jean.logIn(one, two.provider, JEAN);
    await gate.arrived;
    await end(other);
    gate.open();
    await login;
    expect(await who(jean)).toEqual([["jean", "jean"]]);
    await end(other);
    expect(await who(jean)).toEqual([[undefined, undefined]]);
  });

  test("is not undone by a renewal or a refresh that is on its way", async () => {
    const [renewed, refreshed] = [await logIn(one, JEAN), await logIn(one, JEAN)];
    later(20 * MINUTE);
    const renewal = holdCall(two.store, "replace", "session");
    const renewing = renewed.who(one);
    await renewal.arrived;
    const gate = two.provider.hold("/token");
    const refreshing = refreshed.refresh(one);
    await gate.arrived;
    await end(other);
    renewal.open();
    gate.open();
    await renewing;
    expect(await refreshing).toBe("not_authenticated");
    expect(await who(renewed, refreshed)).toEqual([
      [undefined, undefined],
      [undefined, undefined],
    ]);
  });

  test("reaches the sessions of instances that know other secrets", async () => {
    const both = two.instance({ sessionSecret: [NEXT_SECRET, SECRET] });
    for (const [from, to] of [
      [one, both],
      [both, one],
      [one, both],
    ] as const) {
      const jean = await logIn(one, JEAN);
      later(20 * MINUTE);
      expect([await jean.who(both), await jean.who(one)]).toEqual(["jean", "jean"]);
      await end(from);
      expect([await jean.who(to), await jean.who(from)]).toEqual([undefined, undefined]);
      const again = await logIn(one, JEAN);
      expect([await again.who(both), await again.who(one)]).toEqual(["jean", "jean"]);
    }
    // A session that the newest secret seals, ended by an instance that does not know it.
    const newest = await logIn(both, JEAN);
    expect(await newest.who(both)).toBe("jean");
    await end(one);
    expect(await newest.who(both)).toBeUndefined();
  });
});

describe("back-channel logout by the session of the provider", () => {
  const send = async (claims: Record<string, unknown>): Promise<void> =>
    expect(await sendLogoutToken(one, await two.provider.logoutToken(claims))).toBe(200);

  test("with sub and sid ends those of that sid and those without, and no other's", async () => {
    const first = await logIn(one, { sub: "jean", sid: "first" });
    const second = await logIn(one, { sub: "jean", sid: "second" });
    const none = await logIn(one, JEAN);
    const marie = await logIn(one, MARIE);
    await work(2, first, second, none, marie);
    await send({ sub: "jean", sid: "first" });
    expect(await who(first, second, none, marie)).toEqual([
      [undefined, undefined],
      ["jean", "jean"],
      [undefined, undefined],
      ["marie", "marie"],
    ]);
    await send({ sub: "jean" });
    expect(await who(second)).toEqual([[undefined, undefined]]);
  });

  test("with sid alone ends those of that sid alone", async () => {
    const first = await logIn(one, { sub: "jean", sid: "first" });
    const none = await logIn(one, JEAN);
    await send({ sid: "first" });
    expect(await who(first, none)).toEqual([
      [undefined, undefined],
      ["jean", "jean"],
    ]);
  });

  test("a refresh keeps a session within the reach of its sid", async () => {
    const jean = await logIn(one, { sub: "jean", sid: "first" });
    later(HOUR / 2);
    expect(await jean.refresh(other)).toBe("jean");
    await send({ sid: "first" });
    expect(await who(jean)).toEqual([[undefined, undefined]]);
  });
});

describe("a logout token", () => {
  test("is taken once, at either instance, for as long as it could be valid", async () => {
    const exp = Math.floor(Date.now() / 1000) + HOUR;
    const token = await two.provider.logoutToken({ sub: "jean", exp });
    expect(await sendLogoutToken(one, token)).toBe(200);
    const jean = await logIn(one, JEAN);
    for (const seconds of [1, 59, 240, 300, 29, 2, 60]) {
      later(seconds);
      expect(await sendLogoutToken(one, token)).toBe(400);
      expect(await sendLogoutToken(other, token)).toBe(400);
      expect(await who(jean)).toEqual([["jean", "jean"]]);
    }
  });

  test("whose clock is ahead of ours is remembered for that much longer", async () => {
    const iat = Math.floor(Date.now() / 1000) + 29;
    const token = await two.provider.logoutToken({ sub: "jean", iat, exp: iat + HOUR });
    expect(await sendLogoutToken(one, token)).toBe(200);
    for (const seconds of [600, 28, 1, 1]) {
      later(seconds);
      expect(await sendLogoutToken(other, token)).toBe(400);
    }
  });

  test("may come again when its work failed", async () => {
    const jean = await logIn(one, JEAN);
    const token = await two.provider.logoutToken({ sub: "jean" });
    two.store.fails = ({ command, key }) =>
      command === "write" && key.startsWith("epoch:") ? "before" : undefined;
    expect(await sendLogoutToken(one, token)).toBe(503);
    two.store.fails = () => undefined;
    expect(await who(jean)).toEqual([["jean", "jean"]]);
    expect(await sendLogoutToken(other, token)).toBe(200);
    expect(await who(jean)).toEqual([[undefined, undefined]]);
  });
});

test("two hundred logins and logouts leave no entry that grows, and none that stays", async () => {
  const visitor = new Visitor();
  const sizes: number[] = [];
  for (let login = 0; login < 200; login += 1) {
    const at = login % 2 ? one : other;
    await visitor.logIn(at, two.provider, { ...JEAN, sid: `session-${login % 3}` });
    if (login % 4 === 0) await one.logoutEverywhere({ issuer: two.provider.issuer, sub: "jean" });
    else if (login % 4 < 3) await visitor.logOut(at);
    if (login % 50 === 49) sizes.push(await biggestEntry());
  }
  expect(Math.max(...sizes)).toBeLessThan((sizes[0] ?? 0) * 1.1);
  const keys = await two.redis.keys(`${two.prefix}*`);
  const lives = await Promise.all(keys.map((key) => two.redis.ttl(key)));
  // One that lives for ever; others may be over by now, by the clock of Redis.
  expect(lives).not.toContain(-1);
  expect(Math.max(...lives)).toBeLessThanOrEqual(12 * HOUR + 60);
  const ofSessions = lives.filter((_, index) => keys[index]?.startsWith(`${two.prefix}session:`));
  expect(Math.max(...ofSessions)).toBeLessThanOrEqual(HOUR);
  // Apart from the sessions that live: each transaction for an hour, so that it is finished once, and what ended them.
  const count = (kind: string): number =>
    keys.filter((key) => key.startsWith(`${two.prefix}${kind}:`)).length;
  expect([count("transaction"), count("epoch")]).toEqual([200, 1]);
});

async function biggestEntry(): Promise<number> {
  const keys = await two.redis.keys(`${two.prefix}*`);
  const sizes = await Promise.all(keys.map((key) => two.redis.memoryUsage(key)));
  return Math.max(...sizes.map((size) => size ?? 0));
}
