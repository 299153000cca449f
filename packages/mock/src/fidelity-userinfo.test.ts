import { decodeJwt } from "jose";
import { describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider } from "./index.js";

const ALL =
  "openid email profile phone organization organizations uid given_name usual_name siret is_public_service is_service_public";

const ISO = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

const { mock, application, browser } = await startFixture({ scope: ALL });

describe("MonComptePro, userinfo", () => {
  async function accessToken(
    parameters: Record<string, string> = {},
    persona = "town-hall-agent",
  ): Promise<string> {
    const { url } = await application.logIn(browser, persona, { parameters });
    const response = await application.token({ code: url.searchParams.get("code") ?? "" });
    return ((await response.json()) as { access_token: string }).access_token;
  }
  async function claims(
    parameters: Record<string, string>,
    persona?: string,
  ): Promise<Record<string, unknown>> {
    const response = await application.userinfo(await accessToken(parameters, persona));
    return (await response.json()) as Record<string, unknown>;
  }

  it.each<[rule: string, scope: string, claim: string, value: unknown]>([
    ["4", "openid", "sub", "101"],
    ["4", "openid email", "email", "claire.martin@mairie-sainte-exemple.example"],
    ["4", "openid email", "email_verified", true],
    ["4", "openid profile", "family_name", "Martin"],
    ["4", "openid profile", "given_name", "Claire"],
    ["4", "openid profile", "updated_at", expect.stringMatching(ISO)],
    ["4", "openid profile", "job", "Secrétaire de mairie"],
    ["4", "openid phone", "phone_number", "0123456701"],
    ["4", "openid phone", "phone_number_verified", false],
    ["4", "openid organization", "label", "Commune de Sainte-Exemple - Mairie"],
    ["4", "openid organization", "siret", "21990001600011"],
    ["4", "openid organization", "is_commune", true],
    ["4", "openid organization", "is_external", false],
    ["4", "openid organization", "is_public_service", true],
    ["4", "openid organization", "is_service_public", true],
    ["4", "openid organizations", "organizations", []],
    ["4", "openid uid", "uid", "101"],
    ["4", "openid usual_name", "usual_name", "Martin"],
    ["4", "openid given_name", "given_name", "Claire"],
    ["4", "openid siret", "siret", "21990001600011"],
    ["4", "openid is_public_service", "is_public_service", true],
    ["4", "openid is_service_public", "is_service_public", true],
  ])("rule %s: scope %s gives %s", async (_rule, scope, claim, value) => {
    expect((await claims({ scope }))[claim]).toEqual(value);
  });

  it.each<[rule: string, scope: string, claims: string]>([
    ["4", "openid", "sub"],
    ["4", "openid email", "email email_verified sub"],
    ["4", "openid profile", "family_name given_name job sub updated_at"],
    ["4", "openid phone", "phone_number phone_number_verified sub"],
    [
      "4",
      "openid organization",
      "is_commune is_external is_public_service is_service_public label siret sub",
    ],
    ["4", "openid uid", "sub uid"],
    ["4", "openid siret", "siret sub"],
    ["4", "openid organizations", "organizations sub"],
    [
      "3",
      "openid email profile phone organization",
      "email email_verified family_name given_name is_commune is_external is_public_service is_service_public job label phone_number phone_number_verified siret sub updated_at",
    ],
  ])("rule %s: scope %s gives %s and nothing else", async (_rule, scope, names) => {
    expect(
      Object.keys(await claims({ scope }))
        .toSorted()
        .join(" "),
    ).toBe(names);
  });

  it.each([
    "siren",
    "organizational_unit",
    "belonging_population",
    "idp_id",
    "idp_acr",
    "custom",
    "roles",
    "acr",
  ])("rule 4: %s is never sent, whatever is asked", async (name) => {
    const parameters = {
      scope: `${ALL} ${name}`,
      claims: JSON.stringify({ userinfo: { [name]: { essential: true } } }),
    };
    expect(await claims(parameters)).not.toHaveProperty(name);
  });

  it.each<[rule: string, asked: object, told: object]>([
    ["4", { userinfo: { phone_number: null } }, { sub: "101", phone_number: "0123456701" }],
    ["22", { userinfo: { siret: null } }, { sub: "101", siret: "21990001600011" }],
    [
      "4",
      { userinfo: { email: { essential: true } } },
      { sub: "101", email: "claire.martin@mairie-sainte-exemple.example" },
    ],
    ["4", { userinfo: { nonsense: null } }, { sub: "101" }],
  ])("rule %s: without their scope, claims=%j gives %j", async (_rule, asked, told) => {
    expect(await claims({ scope: "openid", claims: JSON.stringify(asked) })).toEqual(told);
  });

  it.each(["phone_number", "job"])("rule 4: an empty %s is left out", async (name) => {
    expect(await claims({ scope: ALL }, "without-telephone")).not.toHaveProperty(name);
  });

  it.each<[rule: string, headers: () => Promise<Record<string, string>>, status: number, error: string]>([
    ["5", async () => ({ authorization: "Bearer nonsense" }), 401, "invalid_token"],
    [
      "2",
      async () => ({ authorization: `Bearer ${await accessToken()}`, origin: "https://elsewhere.example" }),
      400,
      "invalid_request",
    ],
  ])("rule %s: a request that is not right (%#)", async (_rule, headers, status, error) => {
    const response = await fetch(`${mock.url}/oauth/userinfo`, { headers: await headers() });
    expect([response.status, ((await response.json()) as { error: string }).error]).toEqual([status, error]);
    if (status === 401) expect(response.headers.get("www-authenticate")).toMatch(/^Bearer .*invalid_token/);
  });

  it("rule 2: a page of the application's own origin may ask", async () => {
    const { origin } = new URL(REDIRECT_URI);
    const headers = { authorization: `Bearer ${await accessToken()}`, origin };
    const response = await fetch(`${mock.url}/oauth/userinfo`, { headers });
    expect([response.status, response.headers.get("access-control-allow-origin")]).toEqual([200, origin]);
  });

  it("rule 24: a login without openid has no ID token, and userinfo is 403 insufficient_scope", async () => {
    const start = application.authorizationUrl({ scope: "email" });
    start.searchParams.delete("nonce");
    const { url } = await browser.submit(
      await browser.open(start),
      { persona: "town-hall-agent" },
      "/persona",
    );
    const response = await application.token({ code: url.searchParams.get("code") ?? "" });
    const { id_token: idToken, access_token: token } = (await response.json()) as Record<string, string>;
    const userinfo = await application.userinfo(token ?? "");
    expect(idToken).toBeUndefined();
    expect([userinfo.status, ((await userinfo.json()) as { error: string }).error]).toEqual([
      403,
      "insufficient_scope",
    ]);
  });

  it.each(["application/json", "application/jwt", "*/*"])(
    "rule 31: registered with an algorithm it is a JWT, also for Accept: %s",
    async (accept) => {
      const signed = await startMockProvider({ userinfoSignedResponseAlg: "RS256" });
      try {
        const party = await RelyingParty.discover(signed, {
          metadata: { userinfo_signed_response_alg: "RS256" },
        });
        const callback = await party.logIn(new Browser(signed.url), "town-hall-agent");
        const { tokens } = await party.finish(callback);
        const headers = { authorization: `Bearer ${tokens.access_token}`, accept };
        const response = await fetch(`${signed.url}/oauth/userinfo`, { headers });
        expect(response.headers.get("content-type")).toMatch(/^application\/jwt/);
        const payload = decodeJwt(await response.text());
        expect(payload).toMatchObject({ iss: signed.issuer, aud: signed.clientId, sub: "101" });
        for (const name of ["iat", "exp"]) expect(payload[name]).toBeTypeOf("number");
      } finally {
        await signed.stop();
      }
    },
  );
});
