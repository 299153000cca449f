import { describe, expect, test } from "vitest";
import { later, MINUTE } from "../../test/clock.js";
import { EVERYWHERE, TwoOfEverything, type Options } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import type { Auth, PendingLogin, ReceivedLogin } from "../index.js";

const JEAN = { sub: "jean" };

describe.each(EVERYWHERE)("a login that waits for the application, %s", (where) => {
  const two = new TwoOfEverything(where);
  /** People with an account; others go to the sign-up page. */
  const accounts = new Set<string>();
  const options = {
    onLogin: ({ user }: ReceivedLogin) =>
      accounts.has(user.sub) ? undefined : { redirect: "/inscription?via=login" },
  };
  const instance = (more: Options = {}): Auth => two.instance({ ...options, ...more });
  const pending = (visitor: Visitor, at: Auth): Promise<PendingLogin | undefined> =>
    at.pendingLogin(visitor.request("/inscription"));

  /** Logs in without an account. */
  async function comeFirst(at: Auth): Promise<Visitor> {
    accounts.clear();
    const visitor = new Visitor();
    const answer = await visitor.comeBack(at, two.provider, await visitor.begin(at), JEAN);
    expect([answer.status, answer.headers.get("location")]).toEqual([303, "/inscription?via=login"]);
    return visitor;
  }

  test("is read at any instance, logs nobody in, and continues once the account is there", async () => {
    const [one, other] = [instance(), instance()];
    const visitor = await comeFirst(one);
    expect(await pending(visitor, other)).toEqual({
      user: expect.objectContaining({ sub: "jean", email: "jean@mairie.example" }),
      idToken: expect.objectContaining({ sub: "jean", iss: two.provider.issuer }),
      userinfo: { sub: "jean", email: "jean@mairie.example", siret: "21920023500014" },
      returnTo: "/dossiers",
      loginHintDiffers: false,
      expiresAt: Math.floor(Date.now() / 1000) + 10 * MINUTE,
    });
    expect(await visitor.who(one)).toBeUndefined();
    expect(JSON.stringify([...visitor.cookies])).not.toContain("jean");

    accounts.add("jean");
    const copy = visitor.copy();
    await visitor.logIn(other, two.provider, JEAN);
    expect(await visitor.who(one)).toBe("jean");
    expect([...visitor.cookies.keys()].filter((name) => name.includes("pending"))).toEqual([]);
    expect(await pending(copy, other)).toBeUndefined();
    if (where === "in Redis") expect(await pending(copy, one)).toBeUndefined();
  });

  test("ends with a logout, and after ten minutes", async () => {
    const one = instance();
    const visitor = await comeFirst(one);
    const copy = visitor.copy();
    expect(await visitor.logOut(one)).toBe(200);
    expect([...visitor.cookies.keys()].filter((name) => name.includes("pending"))).toEqual([]);
    expect(await pending(copy, one)).toBeUndefined();

    const slow = await comeFirst(one);
    later(10 * MINUTE - 1);
    expect((await pending(slow, one))?.user.sub).toBe("jean");
    later(1);
    expect(await pending(slow, one)).toBeUndefined();
  });

  test("is the last one of its browser, whatever the tabs", async () => {
    const one = instance();
    const visitor = await comeFirst(one);
    const [first, second] = [await visitor.begin(one), await visitor.begin(one)];
    await visitor.comeBack(one, two.provider, first, { sub: "marie" });
    await visitor.comeBack(one, two.provider, second, { sub: "paul" });
    expect((await pending(visitor, one))?.user.sub).toBe("paul");
  });

  test("is nothing to another application, provider or secret, nor when it is edited", async () => {
    const one = instance();
    const visitor = await comeFirst(one);
    for (const stranger of [
      instance({ clientId: "other" }),
      instance({ issuer: two.otherProvider.issuer }),
      instance({ provider: "moncomptepro", keepRefreshToken: false }),
      instance({ sessionSecret: "another secret of more than 32 characters" }),
    ])
      expect(await pending(visitor.copy(), stranger)).toBeUndefined();
    for (const [name, value] of visitor.cookies) visitor.cookies.set(name, `${value.slice(0, -4)}AAAA`);
    expect(await pending(visitor, one)).toBeUndefined();
  });

  test("leaves who was logged in before alone", async () => {
    const one = instance();
    accounts.add("marie");
    const visitor = new Visitor();
    await visitor.logIn(one, two.provider, { sub: "marie" });
    await visitor.comeBack(one, two.provider, await visitor.begin(one), JEAN);
    expect(await visitor.who(one)).toBe("marie");
    expect((await pending(visitor, one))?.user.sub).toBe("jean");
  });

  if (where === "in Redis") {
    test("is not taken for absent while the store is away, and a login is not lost for what cannot be removed", async () => {
      const one = instance();
      const visitor = await comeFirst(one);
      two.store.fails = () => "before";
      await expect(pending(visitor, one)).rejects.toMatchObject({ code: "store_unavailable" });
      two.store.fails = ({ command }) => (command === "remove" ? "before" : undefined);
      expect((await pending(visitor, one))?.user.sub).toBe("jean");
      accounts.add("jean");
      const copy = visitor.copy();
      await visitor.logIn(one, two.provider, JEAN);
      expect(await visitor.who(one)).toBe("jean");
      expect(await pending(copy, one)).toBeUndefined();
    });
  }
});
