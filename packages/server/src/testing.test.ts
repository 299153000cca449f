import { expect, test } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createAuth } from "./index.js";
import { createTestSession } from "./testing.js";

const auth = createAuth({
  clientId: "id",
  clientSecret: "s",
  baseUrl: APPLICATION,
  sessionSecret: SECRET,
  logger: quiet,
});
const organization = { siret: "21920023500014", siren: "219200235" };

test("a person is logged in without any provider", async () => {
  const { cookie } = await createTestSession(
    auth,
    { sub: "1", email: "a@b.fr", organization },
    { data: { account: 7 } },
  );
  const { user, session } = await auth.authenticate({ headers: { cookie } });
  expect(user).toEqual({
    sub: "1",
    email: "a@b.fr",
    organization,
    issuer: "https://identite.proconnect.gouv.fr",
    provider: "moncomptepro",
    authentication: { acrProven: false },
  });
  expect(session?.data).toEqual({ account: 7 });
});

test("the cookies come one by one too, also when a session takes several", async () => {
  const { cookies } = await createTestSession(auth, { sub: "1" }, { claims: { long: "x".repeat(3000) } });
  expect(cookies.map(({ name }) => name)).toEqual([
    "__Host-moncomptepro.session",
    "__Host-moncomptepro.session.1",
  ]);
});

test("how the person authenticated is the test's to say", async () => {
  const authentication = { acr: "eidas1-mfa", acrProven: true };
  const { cookie } = await createTestSession(auth, { sub: "1", authentication });
  expect((await auth.authenticate({ headers: { cookie } })).user?.authentication).toEqual(authentication);
});

test("not in production, and only for what createAuth() gave", async () => {
  await expect(createTestSession({}, { sub: "1" })).rejects.toThrow("createAuth()");
  const before = process.env["NODE_ENV"];
  process.env["NODE_ENV"] = "production";
  await expect(createTestSession(auth, { sub: "1" })).rejects.toThrow("production");
  process.env["NODE_ENV"] = before;
});
