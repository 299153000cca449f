import { describe, expect, expectTypeOf, test } from "vitest";
import {
  ClaimError,
  findProfile,
  moncomptepro,
  proconnect,
  profiles,
  type MonCompteProUser,
  type ProConnectUser,
  type UserOf,
} from "./index.js";

const idToken = { sub: "154", acr: "eidas1", amr: ["pwd", 7], auth_time: 1_700_000_000 };
const login = { issuer: "https://provider.example", idToken, acrProven: false };

describe("moncomptepro", () => {
  const userinfo = {
    sub: "154",
    email: "jean.valjean@mairie.example",
    family_name: "Valjean",
    given_name: "Jean",
    job: "Secrétaire de mairie",
    phone_number: "0123456789",
    label: "Commune de Clamart",
    siret: "21920023500014",
    is_commune: true,
    is_external: false,
  };

  test("maps the claims received to a user", () => {
    expect(moncomptepro.toUser({ ...login, userinfo })).toEqual({
      sub: "154",
      issuer: "https://provider.example",
      provider: "moncomptepro",
      email: "jean.valjean@mairie.example",
      givenName: "Jean",
      usualName: "Valjean",
      phoneNumber: "0123456789",
      job: "Secrétaire de mairie",
      organization: {
        siret: "21920023500014",
        siren: "219200235",
        label: "Commune de Clamart",
        isExternal: false,
        isCommune: true,
      },
      authentication: { acr: "eidas1", acrProven: false, amr: ["pwd"], time: 1_700_000_000 },
    });
  });

  test("refuses an e-mail that the provider does not vouch for", () => {
    const refused = (): unknown =>
      moncomptepro.toUser({ ...login, userinfo: { ...userinfo, email_verified: false } });
    expect(refused).toThrow(expect.objectContaining({ claim: "email", reason: "malformed" }));
    expect(moncomptepro.toUser({ ...login, userinfo: { ...userinfo, email_verified: true } }).email).toBe(
      userinfo.email,
    );
  });

  test("takes the usual name from the scope `usual_name` when `profile` was not asked", () => {
    const { family_name: _, ...rest } = userinfo;
    expect(moncomptepro.toUser({ ...login, userinfo: { ...rest, usual_name: "Madeleine" } }).usualName).toBe(
      "Madeleine",
    );
  });

  test("what is absent, null or empty stays absent", () => {
    const user = moncomptepro.toUser({
      issuer: login.issuer,
      idToken: { sub: "1" },
      userinfo: {
        email: "a@b.example",
        siret: "21920023500014",
        given_name: null,
        family_name: " ",
        label: null,
      },
      acrProven: false,
    });
    expect(user).toEqual({
      sub: "1",
      issuer: login.issuer,
      provider: "moncomptepro",
      email: "a@b.example",
      organization: { siret: "21920023500014", siren: "219200235" },
      authentication: { acrProven: false },
    });
  });

  test.each([
    ["email", undefined, "missing"],
    ["email", "", "missing"],
    ["email", "not an address", "malformed"],
    ["email", "a@b.example, c@d.example", "malformed"],
    ["email", `a@${"b".repeat(253)}`, "malformed"],
    ["siret", undefined, "missing"],
    ["siret", 21920023500014, "missing"],
    ["siret", "21920023500015", "malformed"],
  ] as const)("refuses a login whose %s is %j", (claim, value, reason) => {
    const refused = (): unknown =>
      moncomptepro.toUser({ ...login, userinfo: { ...userinfo, [claim]: value } });
    expect(refused).toThrow(ClaimError);
    expect(refused).toThrow(expect.objectContaining({ claim, reason }));
  });
});

test("proconnect maps its own claim names", () => {
  const userinfo = {
    email: "a@etat.example",
    given_name: "Angela",
    usual_name: "Dubois",
    siret: "13002526500013",
    organization_label: "DINUM",
    roles: ["agent_public", "dirigeant"],
    idp_id: "71144ab3",
    uid: "u-1",
    "chorusdt:matricule": "M1",
    "chorusdt:societe": "ETAT",
    custom: { grade: " A ", none: null, empty: "", list: [1, "", { deep: true }], nothing: {} },
  };
  expect(proconnect.toUser({ ...login, userinfo })).toMatchObject({
    provider: "proconnect",
    usualName: "Dubois",
    organization: { siret: "13002526500013", siren: "130025265", label: "DINUM" },
    roles: ["agent_public", "dirigeant"],
    identityProvider: "71144ab3",
    uid: "u-1",
    chorusdtMatricule: "M1",
    chorusdtSociete: "ETAT",
    custom: { grade: "A", list: [1, { deep: true }] },
  });
  const empty = proconnect.toUser({ ...login, userinfo: { ...userinfo, custom: { nothing: {} } } });
  expect(empty).not.toHaveProperty("custom");
  let endless: unknown = true;
  for (let level = 0; level < 50_000; level += 1) endless = { endless };
  expect(
    proconnect.toUser({ ...login, userinfo: { ...userinfo, custom: { a: 1, endless } } }).custom,
  ).toEqual({ a: 1 });
});

describe.each(Object.values(profiles))("the profile $id", (profile) => {
  test("has a production environment and only https issuers without a final slash", () => {
    expect(profile.environments["production"]).toBeDefined();
    for (const { issuer } of Object.values(profile.environments))
      expect(issuer).toMatch(/^https:\/\/.*[^/]$/);
  });

  test("knows the scopes it asks for by default, and they open the mandatory claims", () => {
    const claims = profile.authorization.defaultScope.split(" ").flatMap((scope) => profile.scopes[scope]);
    expect(claims).not.toContain(undefined);
    expect(claims).toEqual(expect.arrayContaining(["sub", ...profile.mandatoryClaims]));
  });

  test("counts as several factors only known levels, none of which can be forged", () => {
    expect(profile.acr.values).toEqual(expect.arrayContaining([...profile.acr.multiFactor]));
    expect(profile.acr.values).toEqual(expect.arrayContaining([...profile.acr.forgeable]));
    expect(profile.acr.multiFactor.filter((value) => profile.acr.forgeable.includes(value))).toEqual([]);
  });
});

test("an e-mail may have 254 characters", () => {
  const email = `a@${"b".repeat(252)}`;
  const userinfo = { email, siret: "21920023500014" };
  expect(moncomptepro.toUser({ ...login, userinfo }).email).toBe(email);
});

/** What each provider does, as it was measured: see docs/fidelity.md. */
test("the rules of MonComptePro", () => {
  expect(moncomptepro).toMatchObject({
    environments: {
      production: { issuer: "https://identite.proconnect.gouv.fr" },
      sandbox: { issuer: "https://identite-sandbox.proconnect.gouv.fr" },
    },
    authorization: {
      parameters: ["prompt", "login_hint", "siret_hint", "acr_values", "claims"],
      prompts: ["none", "login", "consent", "select_organization", "update_userinfo"],
    },
    pkce: "optional",
    idToken: { signingAlgorithms: ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"] },
    userinfo: { formats: ["json", "jwt"] },
    acr: { comparison: "exact", provenBy: "essential-claim", forgeable: ["eidas1"] },
    recency: "auth_time",
    logout: { idTokenHint: "unused" },
    refreshToken: false,
  });
});

test("the rules of ProConnect", () => {
  expect(proconnect).toMatchObject({
    environments: {
      production: { issuer: "https://auth.agentconnect.gouv.fr/api/v2" },
      integration: { issuer: "https://fca.integ01.dev-agentconnect.fr/api/v2" },
    },
    authorization: {
      parameters: ["prompt", "login_hint", "siret_hint", "idp_hint", "acr_values", "claims"],
      prompts: ["none", "login", "consent", "login consent"],
    },
    pkce: "optional",
    idToken: { signingAlgorithms: ["ES256", "RS256", "HS256"] },
    userinfo: { formats: ["jwt", "json"], signingAlgorithms: ["ES256", "RS256", "HS256"] },
    acr: { comparison: "exact", provenBy: "essential-claim", forgeable: ["eidas1"] },
    recency: "unprovable",
    logout: { idTokenHint: "recommended" },
    refreshToken: true,
  });
});

test("a profile is found by its id or a former name, and by nothing else", () => {
  expect(findProfile("proconnect")).toEqual({ profile: proconnect, deprecated: false });
  expect(findProfile("agentconnect")).toEqual({ profile: proconnect, deprecated: true });
  expect(findProfile("toString")).toBeUndefined();
});

test("the type of the user follows from the profile", () => {
  expectTypeOf<UserOf<"moncomptepro">>().toEqualTypeOf<MonCompteProUser>();
  expectTypeOf<UserOf<"agentconnect">>().toEqualTypeOf<ProConnectUser>();
  expectTypeOf<UserOf<typeof proconnect>>().toEqualTypeOf<ProConnectUser>();
});
