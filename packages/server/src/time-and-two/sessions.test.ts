import { beforeEach, describe, expect, test } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { HOUR, later, MINUTE } from "../../test/clock.js";
import { NEXT_SECRET, TwoOfEverything } from "../../test/two-of-everything.js";
import { Visitor } from "../../test/visitor.js";
import { createAuth, type Auth, type Session } from "../index.js";

const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0";
const IPHONE =
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1";
const EDGE =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";

const two = new TwoOfEverything("in Redis");
let one: Auth;
let other: Auth;
let jean: { readonly issuer: string; readonly sub: string };

beforeEach(() => {
  [one, other] = [two.instance(), two.instance()];
  jean = { issuer: two.provider.issuer, sub: "jean" };
});

async function loggedIn(at: Auth, agent = "", sub = "jean"): Promise<Visitor> {
  const visitor = Object.assign(new Visitor(), { agent });
  await visitor.logIn(at, two.provider, { sub });
  return visitor;
}

const devices = async (at: Auth, person = jean): Promise<string[]> =>
  (await at.sessions(person)).map(({ device }) => device);

/** The handle of the session of a device. */
async function handleOf(device: string, person = jean): Promise<string> {
  const listed = (await one.sessions(person)).find((each) => each.device === device);
  return listed?.handle ?? "none";
}

test("the sessions of a person are listed at each instance, with device, begin, last seen and the present one", async () => {
  const desk = await loggedIn(one, FIREFOX);
  const begun = Math.floor(Date.now() / 1000);
  later(30 * MINUTE);
  await loggedIn(other, IPHONE);
  await loggedIn(other, EDGE, "marie");
  expect(await desk.who(other)).toBe("jean");

  const { session } = await one.authenticate(desk.request());
  for (const at of [one, other]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const listed = await at.sessions(jean, { current: session });
    expect(listed).toEqual([
      {
        handle: expect.any(String),
        device: "Safari, iPhone",
        since: begun + 30 * MINUTE,
        lastSeen: begun + 30 * MINUTE,
      },
      {
        handle: expect.any(String),
        device: "Firefox, Windows",
        since: begun,
        lastSeen: begun + 30 * MINUTE,
        isCurrent: true,
      },
    ]);
    expect(JSON.stringify(listed)).not.toContain(session?.id);
  }
});

test("what ended leaves the list: by a logout, another login in the same browser, the end of all, time", async () => {
  const [desk, phone] = [await loggedIn(one, FIREFOX), await loggedIn(one, IPHONE)];
  await phone.logIn(other, two.provider, { sub: "jean" });
  expect(await devices(one)).toEqual(["Safari, iPhone", "Firefox, Windows"]);
  await desk.logOut(other);
  expect(await devices(one)).toEqual(["Safari, iPhone"]);
  two.store.calls.length = 0;
  expect(await devices(one)).toEqual(["Safari, iPhone"]);
  expect(two.store.calls.filter(({ key }) => key.startsWith("session:"))).toHaveLength(1);
  await one.logoutEverywhere(jean);
  expect(await devices(other)).toEqual([]);
  await loggedIn(other, EDGE);
  expect(await devices(one)).toEqual(["Edge, Linux"]);
  later(24 * HOUR);
  expect(await devices(one)).toEqual([]);
});

test("one ends alone, at every instance and with its tokens, by the handle of its own person", async () => {
  const left: unknown[] = [];
  const onLogout = (session: Session): void => void left.push(session.user.sub);
  const hooked = two.instance({ onLogout });
  const [desk, phone] = [await loggedIn(one, FIREFOX), await loggedIn(other, IPHONE)];
  const marie = await loggedIn(other, EDGE, "marie");
  const revoked = two.provider.revoked.length;
  const foreign = await handleOf("Edge, Linux", { ...jean, sub: "marie" });
  const { session } = await one.authenticate(phone.request());

  for (const wrong of [foreign, session?.id ?? "", "", undefined as unknown as string])
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect(await hooked.endSession(jean, wrong)).toBe(false);
  const handle = await handleOf("Safari, iPhone");
  expect(await hooked.endSession(jean, handle)).toBe(true);
  expect(await hooked.endSession(jean, handle)).toBe(false);

  const who = [desk, phone, marie].map((visitor) => visitor.who(one));
  expect(await Promise.all(who)).toEqual(["jean", undefined, "marie"]);
  expect(await devices(other)).toEqual(["Firefox, Windows"]);
  expect(left).toEqual(["jean"]);
  expect(two.provider.revoked).toHaveLength(revoked + 1);
});

test("the application's own logins have a list of their own", async () => {
  const at = two.instance({ loginPage: "/connexion" });
  const form = { ...new Visitor().request("/connexion", { origin: APPLICATION, "user-agent": EDGE }) };
  await at.createSession({ ...form, method: "POST" }, { sub: "jean" });
  expect(await devices(at)).toEqual([]);
  const own = { issuer: APPLICATION, sub: "jean" };
  expect(await devices(at, own)).toEqual(["Edge, Linux"]);
  expect(await at.endSession(own, (await at.sessions(own))[0]?.handle ?? "")).toBe(true);
  expect(await devices(at, own)).toEqual([]);
});

test("ten logins at once at two instances are all listed", async () => {
  await Promise.all(Array.from({ length: 10 }, (_, index) => loggedIn(index % 2 ? one : other, FIREFOX)));
  const listed = await one.sessions(jean);
  expect(new Set(listed.map(({ handle }) => handle)).size).toBe(10);
});

test("the list holds the twenty newest; those that ended make room first", async () => {
  const phone = await loggedIn(one, IPHONE);
  for (let login = 0; login < 19; login += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const visitor = await loggedIn(one, FIREFOX);
    // oxlint-disable-next-line no-await-in-loop -- as above
    if (login > 0) await visitor.logOut(one);
  }
  await loggedIn(one, EDGE);
  expect(await devices(one)).toEqual(["Edge, Linux", "Firefox, Windows", "Safari, iPhone"]);
  // oxlint-disable-next-line no-await-in-loop -- one after the other
  for (let login = 0; login < 18; login += 1) await loggedIn(one, FIREFOX);
  expect(await devices(one)).toHaveLength(20);
  expect(await devices(one)).not.toContain("Safari, iPhone");
  expect(await phone.who(one)).toBe("jean");
});

test("while secrets are rotated, the list has the sessions of each, as far as an instance opens them", async () => {
  await loggedIn(one, FIREFOX);
  const both = two.instance({ sessionSecret: [NEXT_SECRET, SECRET] });
  await loggedIn(both, IPHONE);
  await loggedIn(one, EDGE);
  expect((await devices(both)).toSorted()).toEqual(["Edge, Linux", "Firefox, Windows", "Safari, iPhone"]);
  expect((await devices(one)).toSorted()).toEqual(["Edge, Linux", "Firefox, Windows"]);
  const next = two.instance({ sessionSecret: NEXT_SECRET });
  expect(await devices(next)).toEqual(["Safari, iPhone"]);
});

describe("a store that fails", () => {
  test("at the list, does not fail the login: a line says so", async () => {
    const lines: string[] = [];
    const at = two.instance({ logger: { ...quiet, warn: (line) => void lines.push(line) } });
    two.store.fails = ({ key }) => (key.startsWith("sessions:") ? "before" : undefined);
    const visitor = await loggedIn(at, FIREFOX);
    expect(await visitor.who(one)).toBe("jean");
    expect(lines).toEqual(["A session is missing in the list of its person's sessions."]);
    await expect(at.sessions(jean)).rejects.toMatchObject({ code: "store_unavailable" });
  });

  test("at the end of one, says so, and this process knows it is over", async () => {
    const desk = await loggedIn(one, FIREFOX);
    const handle = await handleOf("Firefox, Windows");
    two.store.fails = ({ command }) => (command === "remove" ? "before" : undefined);
    await expect(one.endSession(jean, handle)).rejects.toMatchObject({ code: "store_unavailable" });
    expect(await desk.who(one)).toBeUndefined();
  });
});

test("neither list nor end without a store", async () => {
  const at = createAuth({
    clientId: "application",
    clientSecret: "secret",
    issuer: two.provider.issuer,
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
  });
  await expect(at.sessions(jean)).rejects.toMatchObject({ code: "store_unavailable" });
  await expect(at.endSession(jean, "handle")).rejects.toMatchObject({ code: "store_unavailable" });
  await expect(one.sessions({ issuer: "https://p.example", sub: "jean" })).rejects.toThrow(
    /parameter_refused: auth.sessions\(\)/,
  );
});
