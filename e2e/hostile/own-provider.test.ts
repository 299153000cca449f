import { readFileSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createAuth, type Auth } from "@moncomptepro/server";
import { APPLICATION, Browser, browserAt, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startRealm, type Realm } from "@moncomptepro/test-kit/realm";
import { agency, type AgencyUser } from "./own-provider/agency.js";

const client = {
  clientId: "application",
  clientSecret: "the secret of the application",
  redirectUri: `${APPLICATION}/auth/callback`,
  postLogoutRedirectUri: `${APPLICATION}/auth/logout/callback`,
};

let realm: Realm;
let auth: Auth<AgencyUser>;
/** The person's browser, as the application and as the provider see it. */
let here: Browser;
let there: Browser;

beforeAll(async () => {
  realm = await startRealm(client);
  const { clientId, clientSecret } = client;
  const options = { clientId, clientSecret, baseUrl: APPLICATION, sessionSecret: SECRET, logger: quiet };
  auth = createAuth({ ...options, provider: agency, issuer: realm.issuer });
  here = new Browser(auth);
  there = browserAt(new URL(realm.issuer).origin);
});
afterAll(() => realm.stop());

/** Follows the provider's redirects until it leads back to the application, or shows a page. */
async function through(location: string): Promise<{ back?: URL; page: string }> {
  const response = await there.open(location);
  const page = await response.text();
  const next = response.headers.get("location");
  if (next === null) return { page };
  const address = new URL(next, location);
  return address.origin === APPLICATION ? { back: address, page } : through(address.href);
}

/** Goes where an answer of the application leads, and back. */
async function follow(response: Response | undefined): Promise<Response> {
  here.keep(response?.headers.getSetCookie() ?? []);
  const { back, page } = await through(response?.headers.get("location") ?? "");
  if (!back) throw new Error(page);
  return here.open(back.href);
}

const request = (url: string): { method: string; url: string; headers: Record<string, string> } => ({
  method: "GET",
  url,
  headers: here.headers,
});

test("a person logs in, and is who the profile makes of the claims", async () => {
  const response = await follow(await here.open("/auth/login?returnTo=/records"));
  expect([response.status, response.headers.get("location")]).toEqual([303, "/records"]);
  const { user } = await auth.authenticate(request("/records"));
  expect(user).toMatchObject({
    provider: "agency",
    issuer: realm.issuer,
    email: "lea.moreau@agency.example",
    usualName: "Moreau",
    roles: ["editor", "reader"],
  });
  expect(realm.proofs).toEqual(["1"]);
});

test("a guard asks for the second factor by the profile's levels, and for the role by a function", async () => {
  const guard = () => auth.requireUser(request("/salaries"), { secondFactor: true });
  const { response } = await guard();
  expect(response?.status).toBe(303);
  expect((await follow(response)).headers.get("location")).toBe("/salaries");
  expect((await guard()).user?.authentication).toMatchObject({
    acr: "2",
    acrProven: true,
    secondFactor: true,
  });
  expect(realm.proofs).toEqual(["1", "2"]);
  expect(
    await auth.requireUser(request("/"), { check: ({ roles }) => roles.includes("editor") }),
  ).toHaveProperty("user");
  expect(
    await auth.requireUser(request("/"), { check: ({ roles }) => roles.includes("owner") }),
  ).not.toHaveProperty("user");
});

test("a login asks for a recent authentication, which the realm proves by max_age", async () => {
  const response = await auth.login({ request: request("/"), maxAge: 0, returnTo: "/signature" });
  expect(new URL(response.headers.get("location") ?? "").searchParams.get("max_age")).toBe("0");
  expect((await follow(response)).headers.get("location")).toBe("/signature");
  expect(realm.proofs).toHaveLength(3);
});

test("what the profile does not list is refused before the redirect, and what it cannot prove at set-up", async () => {
  expect((await auth.login({ siretHint: "21920023500014" })).status).toBe(500);
  expect(() => auth.requireProvable({ certifiedOfficer: true })).toThrow("agency certifies no officers");
});

test("a logout ends the session here and at the provider, and comes back", async () => {
  const headers = { accept: "application/json", "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" };
  const answer = await here.open("/auth/logout", { method: "POST", headers });
  const { location } = (await answer.json()) as { location: string };
  const onward = await here.open(location);
  const { page } = await through(onward.headers.get("location") ?? "");
  const [, xsrf = ""] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
  const [, action = ""] = /action="([^"]+)"/.exec(page) ?? [];
  const confirmed = await there.open(action, {
    method: "POST",
    body: new URLSearchParams({ xsrf, logout: "yes" }),
  });
  const back = confirmed.headers.get("location") ?? "";
  expect(back).toMatch(/^https:\/\/application\.example\/auth\/logout\/callback\?state=/);
  expect((await here.open(back)).headers.get("location")).toBe("/");
  expect((await auth.authenticate(request("/"))).user).toBeUndefined();

  const before = realm.proofs.length;
  await follow(await here.open("/auth/login"));
  expect(realm.proofs).toHaveLength(before + 1);
});

test("the page shows the profile as it stands here", () => {
  const read = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
  const shown = [...read("../../docs/adding-a-provider.md").matchAll(/^```ts\n(.*?)^```$/gms)].map(
    ([, code]) => code,
  );
  expect(shown).toContain(`// agency.ts\n${read("own-provider/agency.ts")}`);
});
