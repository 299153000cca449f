import { beforeEach, describe, expect, test } from "vitest";
import { HOUR, later } from "../../test/clock.js";
import { EVERYWHERE, TwoOfEverything, type Where } from "../../test/two-of-everything.js";
import { sendLogoutToken, Visitor } from "../../test/visitor.js";
import type { Auth } from "../index.js";

const JEAN = { sub: "jean" };
const MARIE = { sub: "marie" };

/**
 * Everything that holds with a store and not with cookies alone. An application that runs several instances, or must end sessions
 * from elsewhere, needs a store; the rest of this folder holds with both.
 */
const DIFFERENCES: Record<string, Record<Where, unknown>> = {
  "after a logout, a copied cookie counts at another instance as": {
    "in cookies": "jean",
    "in Redis": undefined,
  },
  "after a logout, a copied cookie counts at the same instance, started anew, as": {
    "in cookies": "jean",
    "in Redis": undefined,
  },
  "a minute after another login took its place, a copied cookie counts at another instance as": {
    "in cookies": "jean",
    "in Redis": undefined,
  },
  "ending all sessions of a person": { "in cookies": "store_unavailable", "in Redis": "done" },
  "back-channel logout": { "in cookies": undefined, "in Redis": 200 },
  "a transaction that was finished, brought to another instance with the answer for another person, logs in":
    {
      "in cookies": "marie",
      "in Redis": undefined,
    },
  "ten refreshes at once at two instances, uses of one token twice": {
    "in cookies": true,
    "in Redis": false,
  },
  "a refresh at another instance with the cookie of before": {
    "in cookies": "refresh_refused",
    "in Redis": "jean",
  },
};

describe.each(EVERYWHERE)("sessions %s", (where) => {
  const two = new TwoOfEverything(where);
  let one: Auth;
  let other: Auth;
  let jean: Visitor;

  beforeEach(async () => {
    [one, other] = [two.instance(), two.instance()];
    jean = new Visitor();
    await jean.logIn(one, two.provider, JEAN);
  });

  const TRIALS: Record<keyof typeof DIFFERENCES, () => Promise<unknown>> = {
    "after a logout, a copied cookie counts at another instance as": async () => {
      const copy = jean.copy();
      await jean.logOut(one);
      return copy.who(other);
    },
    "after a logout, a copied cookie counts at the same instance, started anew, as": async () => {
      const copy = jean.copy();
      await jean.logOut(one);
      return copy.who(two.instance());
    },
    "a minute after another login took its place, a copied cookie counts at another instance as":
      async () => {
        const copy = jean.copy();
        await jean.logIn(one, two.provider, MARIE);
        later(60);
        return copy.who(other);
      },
    "ending all sessions of a person": () =>
      one.logoutEverywhere({ issuer: two.provider.issuer, sub: "jean" }).then(
        () => "done",
        (error: { code: string }) => error.code,
      ),
    "back-channel logout": async () => sendLogoutToken(one, await two.provider.logoutToken(JEAN)),
    "a transaction that was finished, brought to another instance with the answer for another person, logs in":
      async () => {
        const visitor = new Visitor();
        const asked = await visitor.begin(one);
        const copy = visitor.copy();
        await visitor.comeBack(one, two.provider, asked, JEAN);
        await copy.comeBack(other, two.provider, asked, MARIE);
        return copy.who(other);
      },
    "ten refreshes at once at two instances, uses of one token twice": async () => {
      const before = two.provider.thefts;
      await Promise.all(
        Array.from({ length: 10 }, (_, index) => jean.copy().refresh(index % 2 ? one : other)),
      );
      return two.provider.thefts > before;
    },
    "a refresh at another instance with the cookie of before": async () => {
      const before = jean.copy();
      await jean.refresh(one);
      return before.refresh(other);
    },
  };

  test.each(Object.entries(DIFFERENCES))("%s", async (what, { [where]: expected }) => {
    expect(await TRIALS[what]?.()).toEqual(expected);
  });

  test.runIf(where === "in Redis")("only what can be an identifier of ours is looked up", async () => {
    const visitor = new Visitor();
    two.store.calls.length = 0;
    for (const cookie of ["x", "x".repeat(31), "x".repeat(33), `${"x".repeat(31)}.`, "x".repeat(4000)]) {
      visitor.cookies.set("__Host-moncomptepro.session", cookie);
      expect(await visitor.who(one)).toBeUndefined();
    }
    expect(two.store.calls).toEqual([]);
  });

  test("and never for longer than a day, whatever was not known", async () => {
    const copy = jean.copy();
    await jean.logOut(one);
    for (let quarter = 0; quarter < 47; quarter += 1) {
      later(HOUR / 4);
      await copy.who(other);
    }
    later(HOUR / 4);
    expect([await copy.who(one), await copy.who(other)]).toEqual([undefined, undefined]);
  });
});
