import { expect, expectTypeOf, test } from "vitest";
import { moncomptepro, type MonCompteProUser, type ProConnectUser } from "@moncomptepro/profiles";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth as createExpressAuth } from "../adapters/express.js";
import { createAuth, type AuthOptions, type Requirements } from "../index.js";
import { createTestSession } from "../testing.js";
import { readRequirements } from "./requirements.js";

const LEVELS = ["eidas0-mfa", "eidas1-mfa"];
const options = {
  clientId: "id",
  clientSecret: "secret",
  baseUrl: "https://app.gouv.test",
  sessionSecret: SECRET,
};
const read = (given: unknown, provider: AuthOptions["provider"] = moncomptepro): Requirements =>
  readRequirements([given], {
    profile: provider as typeof moncomptepro,
    clients: [{ profile: provider as typeof moncomptepro }],
    logger: quiet,
    ownLogins: ["local"],
  });

test("it is the provider’s own list, both spellings together, and goes with a list beside it", () => {
  expect(read({ secondFactor: true })).toEqual({ acr: LEVELS });
  expect(read({ secondFactor: true, acr: ["eidas0", "eidas1-mfa"] })).toEqual({ acr: ["eidas1-mfa"] });
  expect(read({ secondFactor: "preferred", maxAge: 60 })).toEqual({ secondFactor: "preferred", maxAge: 60 });
});

test.each([
  ["false", { secondFactor: false }, 'secondFactor must be true, "preferred" or a function'],
  ["undefined", { secondFactor: undefined }, "secondFactor is undefined"],
  ["another word", { secondFactor: "prefered" }, "secondFactor must be true"],
  ["a list without any", { secondFactor: true, acr: ["eidas0"] }, "none of the levels in acr means several"],
  ["the same by a function", { secondFactor: () => true, acr: ["eidas0"] }, "none of the levels in acr"],
])("%s is an error at set-up", (_what, given, message) => {
  expect(() => read(given)).toThrow(message);
});

test("at a provider that knows no such level, or takes no wish, it is an error at set-up", () => {
  const none = { ...moncomptepro, acr: { ...moncomptepro.acr, multiFactor: ["eidas1"] } };
  for (const secondFactor of [true, "preferred", () => true] as const)
    expect(() => read({ secondFactor }, none)).toThrow("has no level that means several factors");
  const authorization = { ...moncomptepro.authorization, parameters: [] };
  expect(() => read({ secondFactor: "preferred" }, { ...moncomptepro, authorization })).toThrow("claims");
});

test("a level that locks people out by itself is named once, at a guard and at a login", async () => {
  const warnings: string[] = [];
  const logger = { ...quiet, warn: (message: string) => void warnings.push(message) };
  const auth = createAuth({ ...options, logger });
  auth.requireProvable({ acr: LEVELS });
  auth.requireProvable({ secondFactor: true });
  auth.requireProvable({ acr: ["eidas1-mfa"] });
  expect(warnings).toEqual([]);
  auth.requireProvable({ acr: ["eidas0-mfa"] });
  auth.requireProvable({ acr: ["eidas0-mfa"], maxAge: 60 });
  await auth.login({ acr: ["eidas0-mfa"] });
  expect(warnings).toEqual([expect.stringContaining("eidas0-mfa without eidas1-mfa locks people out")]);
});

test("a function that answers neither true nor false demands it, and the log says so", async () => {
  const errors: string[] = [];
  const auth = createAuth({
    ...options,
    logger: { ...quiet, error: (line: string) => void errors.push(line) },
  });
  const { cookie } = await createTestSession(auth, { sub: "1" });
  const request = { method: "GET", url: "/", headers: { cookie } };
  const forgotten = (() => undefined) as unknown as () => boolean;
  expect((await auth.requireUser(request, { secondFactor: forgotten })).response?.status).toBe(403);
  expect(await auth.requireUser(request, { secondFactor: async () => false })).toHaveProperty("user");
  expect(errors).toEqual([expect.stringContaining("secondFactor must answer true or false")]);
});

test("the function gets the person that the profile gives, in guards and logins", () => {
  const auth = createExpressAuth<"proconnect">({ ...options, provider: "proconnect", logger: quiet });
  const secondFactor = (user: ProConnectUser): boolean => user.identityProvider === "x";
  auth.requireUser({ secondFactor });
  type Given = Parameters<
    Parameters<typeof auth.requireUser>[0] & object extends { secondFactor?: infer S }
      ? Extract<S, (user: never) => unknown>
      : never
  >[0];
  expectTypeOf<Given>().toEqualTypeOf<ProConnectUser>();
  expectTypeOf<Given>().not.toEqualTypeOf<MonCompteProUser>();
});

test("a script reads the ways out that a page would offer", async () => {
  const auth = createAuth({ ...options, logger: quiet });
  const organization = { siret: "21920023500014", siren: "219200235" };
  const { cookie } = await createTestSession(auth, { sub: "1", email: "a@b.fr", organization });
  const headers = { cookie, accept: "application/json", "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" };
  const request = { method: "GET", url: "/paie", headers };
  const { response } = await auth.requireUser(request, { secondFactor: true });
  expect(await response?.json()).toMatchObject({
    code: "acr_not_reached",
    loginUrl: "/auth/login?returnTo=%2Fpaie",
    changeAccountUrl: "/auth/switch-account?returnTo=%2Fpaie",
    secondFactorUrl: expect.stringMatching(/^\/auth\/login\?guard=/),
  });
  const refused = await auth.requireUser(request, { check: () => false });
  expect(await refused.response?.json()).toMatchObject({
    code: "not_authorized",
    changeAccountUrl: "/auth/switch-account?returnTo=%2Fpaie",
    changeOrganizationUrl: "/auth/select-organization?returnTo=%2Fpaie",
  });
  const stranger = await auth.requireUser({ ...request, headers: { ...headers, cookie: "" } });
  expect(Object.keys((await stranger.response?.json()) as object)).not.toContain("changeAccountUrl");
});
