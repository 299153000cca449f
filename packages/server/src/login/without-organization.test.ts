import { afterAll, beforeAll, beforeEach, expect, expectTypeOf, test } from "vitest";
import type { Organization } from "@moncomptepro/profiles";
import { APPLICATION, Browser, errorCode, logIn, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createAuth as createExpressAuth } from "../adapters/express.js";
import { createAuth } from "../index.js";

let provider: HostileProvider;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
});

const settings = () => ({
  clientId: provider.clientId,
  clientSecret: provider.clientSecret,
  issuer: provider.issuer,
  baseUrl: APPLICATION,
  sessionSecret: SECRET,
  logger: quiet,
});

test.each<[string, unknown]>([
  ["none", undefined],
  ["a broken one", "21920023500015"],
])(
  "an application that wants no organisation logs in who has %s, and asks for none",
  async (_what, siret) => {
    const auth = createAuth({ ...settings(), requireOrganization: false });
    const browser = new Browser(auth);
    provider.answers.userinfoClaims = (claims) => ({ ...claims, siret });
    const begun = await auth.login();
    expect(new URL(begun.headers.get("location") ?? "").searchParams.get("scope")).toBe(
      "openid email profile",
    );
    expect((await logIn(browser, provider)).status).toBe(303);
    const { user } = await auth.authenticate({ url: "/", headers: browser.headers });
    expect([user?.email, user?.organization]).toEqual(["jean@mairie.example", undefined]);
  },
);

test("every other application refuses who has none", async () => {
  const browser = new Browser(createAuth(settings()));
  provider.answers.userinfoClaims = ({ siret: _, ...claims }) => claims;
  expect(await errorCode(await logIn(browser, provider))).toBe("claim_missing");
});

test("the types say which of the two it is, hooks included", () => {
  const without = createExpressAuth({
    ...settings(),
    requireOrganization: false,
    onLogin({ user }) {
      expectTypeOf(user.organization).toEqualTypeOf<Organization | undefined>();
    },
  });
  const usual = createExpressAuth(settings());
  type User = ReturnType<typeof without.user>;
  expectTypeOf<User["organization"]>().toEqualTypeOf<Organization | undefined>();
  expectTypeOf<User["email"]>().toEqualTypeOf<string>();
  expectTypeOf<ReturnType<typeof usual.user>["organization"]>().toEqualTypeOf<Organization>();
});
