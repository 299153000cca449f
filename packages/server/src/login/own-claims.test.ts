import * as v from "valibot";
import { afterAll, beforeAll, beforeEach, describe, expect, expectTypeOf, test } from "vitest";
import { moncomptepro, proconnect, withClaims, type ProConnectUser } from "@moncomptepro/profiles";
import { Browser, createApplication, errorCode, logIn, quiet } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "@moncomptepro/test-kit/memory-store";
import { createAuth as createExpressAuth } from "../adapters/express.js";
import type { AuthOptions } from "../index.js";

const schema = v.object({
  "chorusdt:matricule": v.pipe(
    v.string(),
    v.regex(/^M\d+$/),
    v.transform((text) => Number(text.slice(1))),
  ),
  "lasuite_visio:rooms:create": v.optional(v.boolean(), false),
});
const provider = withClaims(proconnect, schema);

let hostile: HostileProvider;
let given: Record<string, unknown>;

beforeAll(async () => {
  hostile = await startHostileProvider();
});
afterAll(() => hostile.stop());
beforeEach(() => {
  given = { "chorusdt:matricule": "M12" };
  hostile.answers = { ...hostile.honest(), userinfo: (claims) => ({ ...claims, ...given }) };
});

describe.each([
  ["in cookies", () => ({})],
  ["with a store", () => ({ session: { store: memoryStore() } })],
])("an application’s own schema, sessions %s", (_where, session: () => Pick<AuthOptions, "session">) => {
  const application = (): Browser =>
    new Browser(createApplication(hostile, { provider, userinfoSignedResponseAlg: "none", ...session() }));

  test("makes user.claims, which the session keeps", async () => {
    const browser = application();
    expect((await logIn(browser, hostile)).status).toBe(303);
    const me = await browser.open("/auth/me", { headers: { accept: "application/json" } });
    const claims = { "chorusdt:matricule": 12, "lasuite_visio:rooms:create": false };
    expect(await me.json()).toMatchObject({ user: { provider: "proconnect", claims } });
  });

  test.each([
    ["a claim of another form", { "chorusdt:matricule": "X" }, "claim_malformed"],
    ["a claim that is not there", { "chorusdt:matricule": undefined }, "claim_missing"],
  ])("refuses a login with %s", async (_what, claims, code) => {
    given = claims;
    const response = await logIn(application(), hostile);
    expect([response.status, await errorCode(response)]).toEqual([403, code]);
  });
});

test("the log names the claim and its scope, and repeats nothing of it", async () => {
  const lines: string[] = [];
  const keep = (...line: unknown[]): void => void lines.push(JSON.stringify(line));
  const logger = { ...quiet, info: keep, warn: keep, error: keep };
  given = { "chorusdt:matricule": "secret" };
  await logIn(
    new Browser(createApplication(hostile, { provider, userinfoSignedResponseAlg: "none", logger })),
    hostile,
  );
  expect(lines.join()).toContain("chorusdt:matricule");
  expect(lines.join()).toContain("It comes with the scope chorusdt");
  expect(lines.join()).not.toContain("secret");
});

test("a schema that answers later is a mistake that the log names", () => {
  const later = withClaims(moncomptepro, v.objectAsync({ job: v.string() }));
  const userinfo = { email: "a@b.fr", siret: "21920023500014" };
  const login = { issuer: "https://provider.test", idToken: { sub: "1" }, userinfo, acrProven: false };
  expect(() => later.toUser(login)).toThrow("answers later");
});

test("the type of the user follows from the schema, in every adapter", () => {
  const auth = createExpressAuth({
    provider,
    clientId: "id",
    clientSecret: "secret",
    baseUrl: "https://app.gouv.test",
    sessionSecret: "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks",
    logger: quiet,
  });
  type Person = Extract<ReturnType<typeof auth.user>, { claims: unknown }>;
  expectTypeOf<Person["claims"]>().toEqualTypeOf<v.InferOutput<typeof schema>>();
  expectTypeOf<Person["roles"]>().toEqualTypeOf<ProConnectUser["roles"]>();
});
