import { beforeEach, describe, expect, it } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { startMockProvider } from "./index.js";

const ALL_SCOPES =
  "openid email profile phone organization organizations uid given_name usual_name siret is_public_service is_service_public";

describe("userinfo", async () => {
  const { mock, application, browser } = await startFixture({ scope: ALL_SCOPES });

  async function userinfoOf(persona: string, parameters: Record<string, string>): Promise<object> {
    const { userinfo } = await application.finish(await application.logIn(browser, persona, { parameters }));
    return userinfo;
  }

  it("tells what the usual scopes open", async () => {
    const scope = "openid email profile phone organization";
    expect(await userinfoOf("contractor", { scope })).toEqual({
      sub: "104",
      email: "hugo.moreau@exemple-conseil.example",
      email_verified: true,
      given_name: "Hugo",
      family_name: "Moreau",
      updated_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      job: "Consultant",
      phone_number: "+33623456704",
      phone_number_verified: false,
      label: "Agence nationale de l’exemple",
      siret: "13990005400012",
      is_commune: false,
      is_external: true,
      is_public_service: true,
      is_service_public: true,
    });
  });

  it.each([
    ["openid", []],
    ["openid siret", ["siret"]],
    ["openid uid usual_name given_name", ["given_name", "uid", "usual_name"]],
    ["openid organizations", ["organizations"]],
    ["openid is_public_service is_service_public", ["is_public_service", "is_service_public"]],
  ])("tells no more than %s opens", async (scope, claims) => {
    const userinfo = await userinfoOf("town-hall-agent", { scope });
    expect(Object.keys(userinfo).toSorted()).toEqual([...claims, "sub"].toSorted());
  });

  it("leaves out what is empty, and always has an empty list of organisations", async () => {
    const userinfo = await userinfoOf("without-telephone", { scope: ALL_SCOPES });
    expect(userinfo).not.toHaveProperty("phone_number");
    expect(userinfo).not.toHaveProperty("job");
    expect(userinfo).toMatchObject({ phone_number_verified: false, organizations: [], uid: "106" });
  });

  it("gives claims by name, whatever the scope", async () => {
    const claims = JSON.stringify({ userinfo: { phone_number: null }, id_token: { given_name: null } });
    const parameters = { scope: "openid", claims };
    const callback = await application.logIn(browser, "town-hall-agent", { parameters });
    const { idToken, userinfo } = await application.finish(callback);
    expect(userinfo).toEqual({ sub: "101", phone_number: "0123456701" });
    expect(idToken.given_name).toBe("Claire");
  });

  it("refuses a token it does not know", async () => {
    const response = await application.userinfo("nonsense");
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toMatch(/^Bearer .*invalid_token/);
  });

  it("needs the scope openid", async () => {
    const start = application.authorizationUrl({ scope: "email" });
    start.searchParams.delete("nonce");
    const page = await browser.open(start);
    const { url } = await browser.submit(page, { persona: "town-hall-agent" }, "/persona");
    const answer = await application.token({ code: url.searchParams.get("code") ?? "" });
    const tokens = (await answer.json()) as { access_token: string; id_token?: string };
    expect(tokens.id_token).toBeUndefined();
    expect((await application.userinfo(tokens.access_token)).status).toBe(403);
  });

  it("answers pages of the client's own origin only", async () => {
    const { tokens } = await application.finish(await application.logIn(browser, "town-hall-agent"));
    const from = (origin: string): Promise<Response> =>
      fetch(`${mock.url}/oauth/userinfo`, {
        headers: { authorization: `Bearer ${tokens.access_token}`, origin },
      });
    const own = await from(new URL(REDIRECT_URI).origin);
    expect(own.status).toBe(200);
    expect(own.headers.get("access-control-allow-origin")).toBe(new URL(REDIRECT_URI).origin);
    expect((await from("https://elsewhere.example")).status).toBe(400);
  });

  it("is JSON for a client registered with none", async () => {
    const plain = await startMockProvider({ userinfoSignedResponseAlg: "none" });
    try {
      const client = await RelyingParty.discover(plain);
      const { tokens } = await client.finish(await client.logIn(new Browser(plain.url), "town-hall-agent"));
      const response = await client.userinfo(tokens.access_token);
      expect(response.headers.get("content-type")).toMatch(/^application\/json/);
    } finally {
      await plain.stop();
    }
  });

  it("is a signed JWT for a client registered so", async () => {
    const signed = await startMockProvider({
      idTokenSignedResponseAlg: "ES256",
      userinfoSignedResponseAlg: "EdDSA",
    });
    try {
      const client = await RelyingParty.discover(signed, {
        metadata: { id_token_signed_response_alg: "ES256", userinfo_signed_response_alg: "EdDSA" },
      });
      const callback = await client.logIn(new Browser(signed.url), "town-hall-agent");
      const { tokens, userinfo } = await client.finish(callback);
      expect(userinfo).toMatchObject({ sub: "101", iss: signed.issuer, aud: signed.clientId });

      const response = await client.userinfo(tokens.access_token);
      expect(response.headers.get("content-type")).toMatch(/^application\/jwt/);
    } finally {
      await signed.stop();
    }
  });
});

describe("prompt=update_userinfo", async () => {
  const { mock, application, browser } = await startFixture();
  beforeEach(async () => {
    await application.logIn(browser, "town-hall-agent");
  });

  const form = { given_name: "Clara", family_name: "Martin-Roux", phone_number: "", job: "Adjointe" };

  it("shows the person's data and saves what they change", async () => {
    const page = await application.start(browser, { prompt: "update_userinfo" });
    expect(page.text).toContain('value="Secrétaire de mairie"');
    const { userinfo } = await application.finish(await browser.submit(page, form));
    expect(userinfo).toMatchObject({ given_name: "Clara", family_name: "Martin-Roux", job: "Adjointe" });
    expect(userinfo).not.toHaveProperty("phone_number");

    const later = await application.finish(await application.logIn(new Browser(mock.url), "town-hall-agent"));
    expect(later.userinfo.given_name).toBe("Clara");
    await mock.reset();
    const fresh = await application.finish(await application.logIn(new Browser(mock.url), "town-hall-agent"));
    expect(fresh.userinfo.given_name).toBe("Claire");
  });

  it.each([
    ["given_name", ""],
    ["family_name", "<script>"],
    ["phone_number", "call me"],
    ["job", "1234"],
  ])("refuses a bad %s and loses nothing", async (name, value) => {
    const page = await application.start(browser, { prompt: "update_userinfo" });
    const again = await browser.submit(page, { ...form, [name]: value });
    expect(again.status).toBe(422);
    expect(again.text).toContain(`id="${name}-error"`);
    expect(again.text).not.toContain("<script>");
    const corrected = await browser.submit(again, form);
    expect(corrected.url.searchParams.has("code")).toBe(true);
  });
});
