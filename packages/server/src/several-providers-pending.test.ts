import { describe, expect, test } from "vitest";
import { APPLICATION, Browser } from "@moncomptepro/test-kit/browser";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import { NAMES, TwoProviders, who, type Name } from "../test/two-providers.js";
import type { Auth, PendingLogin, ReceivedLogin } from "./index.js";

const two = new TwoProviders();
const STORES = [
  ["in cookies", () => ({})],
  ["in a store", () => ({ session: { store: memoryStore() } })],
] as const;

/** The same browser at another instance. */
function at(auth: Auth, { cookies }: Browser): Browser {
  return Object.assign(new Browser(auth), { cookies });
}

const pending = (auth: Auth, { headers }: Browser): Promise<PendingLogin | undefined> =>
  auth.pendingLogin({ headers });

/** Lets this person log in from now on. */
function comesNext(name: Name, sub: string, acr: string): void {
  const { answers } = two.of(name);
  answers.idTokenClaims = (claims) => ({ ...claims, sub, acr });
  answers.userinfoClaims = (claims) => ({ ...claims, sub });
}

test.each(STORES)(
  "a login that waits is read at any instance, whichever provider it was at, %s",
  async (_where, options) => {
    const shared = { ...options(), onLogin: () => ({ redirect: "/inscription" }) };
    const [one, other] = [two.application(shared), two.application(shared)];
    const browser = new Browser(one);
    for (const name of [...NAMES, "proconnect"] as const) {
      // oxlint-disable-next-line no-await-in-loop -- each takes the place of the one before
      expect((await two.logIn(browser, name)).headers.get("location")).toBe("/inscription");
      // oxlint-disable-next-line no-await-in-loop -- as above
      const waiting = await pending(other, browser);
      expect(waiting?.user).toMatchObject({ provider: name, issuer: two.of(name).issuer });
    }
    expect(await who(browser)).toBeUndefined();
  },
);

describe.each(STORES)("of another person than the one who was logged in, %s", (_where, options) => {
  test.each<[Name, boolean]>([
    ["proconnect", true],
    ["franceconnect", false],
  ])("it counts for the next login at its own provider alone: at %s %s", async (next, isChange) => {
    const changed: boolean[] = [];
    let isReady = true;
    const onLogin = (({ userChanged }: ReceivedLogin) => {
      changed.push(userChanged);
      return isReady ? undefined : { redirect: "/inscription" };
    }) as never;
    const shared = { ...options(), onLogin };
    const [one, other] = [two.application(shared), two.application(shared)];
    const browser = new Browser(one);
    await two.logIn(browser, "proconnect");

    const request = { method: "GET", url: APPLICATION, headers: browser.headers };
    const { headers } = await one.login({ secondFactor: true, request });
    browser.keep(headers.getSetCookie());
    const asked = { at: "", parameters: new URL(headers.get("location") ?? "").searchParams };
    comesNext("proconnect", "155", "eidas1-mfa");
    comesNext("franceconnect", "a-citizen", "eidas1");
    two.of("proconnect").nonce = asked.parameters.get("nonce") ?? "";
    isReady = false;
    await two.comeBack(browser, "proconnect", asked);
    expect((await pending(other, browser))?.user.sub).toBe("155");

    isReady = true;
    await two.logIn(at(other, browser), next);
    expect(await who(browser)).toBe(
      next === "proconnect" ? "155 of proconnect" : "a-citizen of franceconnect",
    );
    expect(changed).toEqual([false, true, isChange]);
  });
});
