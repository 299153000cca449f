import { beforeEach, describe, expect, test } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import { HOUR, later, MINUTE } from "../../test/clock.js";
import { EVERYWHERE, NEXT_SECRET, TwoOfEverything } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import type { Auth } from "../index.js";

const JEAN = { sub: "jean" };
const MARIE = { sub: "marie" };

describe.each(EVERYWHERE)("a working day, with sessions %s", (where) => {
  const two = new TwoOfEverything(where);
  let one: Auth;
  let other: Auth;
  let jean: Visitor;
  let marie: Visitor;

  beforeEach(async () => {
    [one, other] = [two.instance(), two.instance()];
    [jean, marie] = [new Visitor(), new Visitor()];
    await jean.logIn(one, two.provider, JEAN);
    await marie.logIn(other, two.provider, MARIE);
  });

  test("lasts twelve hours and no more for a person who works, at either instance", async () => {
    for (let quarter = 1; quarter < 12 * 4; quarter += 1) {
      later(15 * MINUTE);
      expect(await jean.who(quarter % 2 ? one : other)).toBe("jean");
      expect(await marie.who(quarter % 3 ? one : other)).toBe("marie");
    }
    later(15 * MINUTE - 1);
    expect(await jean.who(one)).toBe("jean");
    later(1);
    for (const instance of [one, other]) {
      expect(await jean.who(instance)).toBeUndefined();
      expect(await marie.who(instance)).toBeUndefined();
    }
  });

  test("ends after an hour without a request, in the first hour and in the ninth", async () => {
    for (let hours = 0; hours < 9; hours += 1) {
      later(HOUR - 1);
      expect(await jean.who(other)).toBe("jean");
    }
    later(HOUR);
    expect([await jean.who(one), await jean.who(other), await marie.who(one)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test("is renewed when a quarter of the idle time has passed, and not before", async () => {
    const expiry = async (at: Auth): Promise<number> =>
      Date.parse(((await (await jean.me(at)).json()) as { expiresAt: string }).expiresAt);
    const first = await expiry(one);
    for (let renewals = 1; renewals <= 3; renewals += 1) {
      later(15 * MINUTE - 1);
      expect(await expiry(other)).toBe(first + (renewals - 1) * 15 * MINUTE * 1000);
      later(1);
      expect(await expiry(other)).toBe(first + renewals * 15 * MINUTE * 1000);
      expect(await expiry(one)).toBe(first + renewals * 15 * MINUTE * 1000);
    }
  });

  test("ten requests of one moment renew it once for all, and none is turned away", async () => {
    later(20 * MINUTE);
    const all = await Promise.all(
      Array.from({ length: 10 }, (_, index) => jean.who(index % 2 ? one : other)),
    );
    expect(all).toEqual(Array.from({ length: 10 }, () => "jean"));
    later(HOUR - 1);
    expect(await jean.who(one)).toBe("jean");
  });

  test("outlives the keys of the provider, and the next login takes the new ones", async () => {
    for (let day = 0; day < 3; day += 1) {
      later(20 * MINUTE);
      await two.provider.rotateKeys();
      expect(await jean.who(other)).toBe("jean");
      expect(await jean.refresh(one)).toBe("jean");
      await marie.logIn(other, two.provider, MARIE);
      expect(await marie.who(one)).toBe("marie");
    }
  });

  test("outlives a rotation of the session secrets, while instances know different lists", async () => {
    const old = two.instance();
    const both = two.instance({ sessionSecret: [NEXT_SECRET, SECRET] });
    const steps: [Auth, Auth][] = [
      [old, old],
      [both, old],
      [two.instance({ sessionSecret: [SECRET, NEXT_SECRET] }), both],
      [both, both],
    ];
    for ([one, other] of steps) {
      expect(await jean.refresh(one)).toBe("jean");
      for (const instance of [one, other, one]) {
        later(35 * MINUTE);
        expect(await jean.who(instance)).toBe("jean");
      }
    }
  });

  test("a login is known everywhere when the new secret was known everywhere before it came first", async () => {
    const steps = [
      [[SECRET], [SECRET, NEXT_SECRET]],
      [
        [SECRET, NEXT_SECRET],
        [NEXT_SECRET, SECRET],
      ],
      [[NEXT_SECRET, SECRET], [NEXT_SECRET]],
    ];
    for (const step of steps) {
      [one, other] = step.map((sessionSecret) => two.instance({ sessionSecret })) as [Auth, Auth];
      for (const [first, second] of [
        [one, other],
        [other, one],
      ] as const) {
        const visitor = new Visitor();
        const asked = await visitor.begin(first);
        await visitor.comeBack(second, two.provider, asked, JEAN);
        expect([await visitor.who(one), await visitor.who(other)]).toEqual(["jean", "jean"]);
        later(20 * MINUTE);
        expect([await visitor.who(one), await visitor.who(other)]).toEqual(["jean", "jean"]);
        expect(await visitor.refresh(second)).toBe("jean");
        expect([await visitor.who(one), await visitor.who(other)]).toEqual(["jean", "jean"]);
      }
    }
  });

  test("with the old secret gone, sessions of the new one go on and older ones are over", async () => {
    const both = two.instance({ sessionSecret: [NEXT_SECRET, SECRET] });
    await marie.logIn(both, two.provider, MARIE);
    later(20 * MINUTE);
    expect([await jean.who(both), await marie.who(both)]).toEqual(["jean", "marie"]);
    const next = two.instance({ sessionSecret: NEXT_SECRET });
    later(20 * MINUTE);
    expect([await jean.who(next), await marie.who(next)]).toEqual([undefined, "marie"]);
  });

  test("a login that began before the rotation ends after it", async () => {
    const both = two.instance({ sessionSecret: [NEXT_SECRET, SECRET] });
    const asked = await jean.begin(one);
    expect((await jean.comeBack(both, two.provider, asked, JEAN)).headers.get("location")).toBe("/dossiers");
    expect(await jean.who(both)).toBe("jean");
  });

  test("a transaction is finished once, seconds and an hour later too, across the two instances", async () => {
    const asked = await jean.begin(one);
    const earlier = jean.copy();
    expect((await jean.comeBack(one, two.provider, asked, JEAN)).status).toBe(303);
    for (const seconds of [2, 60, HOUR]) {
      later(seconds);
      for (const instance of where === "in Redis" ? [one, other] : [one]) {
        // A copy for each: the first answer takes the transaction out of its browser.
        const again = earlier.copy();
        again.cookies.delete("__Host-moncomptepro.session");
        for (const name of again.cookies.keys()) if (/session\.\d/.test(name)) again.cookies.delete(name);
        expect((await again.comeBack(instance, two.provider, asked, MARIE)).status).toBe(400);
        expect(await again.who(one)).toBeUndefined();
      }
    }
  });

  test("ten tabs that log in at once, at two instances, all arrive and belong to the same person", async () => {
    const visitor = new Visitor();
    const tabs: URLSearchParams[] = [];
    for (let tab = 0; tab < 10; tab += 1) tabs.push(await visitor.begin(tab % 2 ? one : other));
    const answers = await Promise.all(
      tabs.map((asked, tab) => visitor.comeBack(tab % 3 ? one : other, two.provider, asked, JEAN)),
    );
    expect(answers.map(({ status, headers }) => [status, headers.get("location")])).toEqual(
      tabs.map(() => [303, "/dossiers"]),
    );
    expect([await visitor.who(one), await visitor.who(other)]).toEqual(["jean", "jean"]);
    later(HOUR / 2);
    expect([await visitor.who(one), await visitor.who(other)]).toEqual(["jean", "jean"]);
  });
});
