import { describe, expect, expectTypeOf, test } from "vitest";
import { acrSatisfies, franceconnect, type FranceConnectUser, type UserOf } from "./index.js";

const idToken = { sub: `${"0a".repeat(32)}v1`, acr: "eidas1", auth_time: 1_700_000_000 };
const login = { issuer: "https://provider.example", idToken, acrProven: true };
const birth = (birthdate: unknown): FranceConnectUser["birthDate"] =>
  franceconnect.toUser({ ...login, userinfo: { birthdate } }).birthDate;

/** What the provider does, as it was measured: see docs/fidelity.md. */
test("the rules of FranceConnect", () => {
  expect(franceconnect).toMatchObject({
    environments: {
      production: { issuer: "https://oidc.franceconnect.gouv.fr/api/v2" },
      sandbox: { issuer: "https://fcp-low.sbx.dev-franceconnect.fr/api/v2" },
      integration: { issuer: "https://fcp-low.integ01.dev-franceconnect.fr/api/v2" },
    },
    authorization: {
      parameters: ["prompt", "idp_hint", "acr_values", "claims"],
      prompts: ["login", "consent", "login consent"],
      minimumLengths: { state: 22, nonce: 22 },
    },
    pkce: "forbidden",
    clientAuthentication: ["client_secret_post", "client_secret_basic", "private_key_jwt"],
    idToken: { signingAlgorithms: ["ES256", "RS256"] },
    userinfo: { formats: ["jwt"], signingAlgorithms: ["ES256", "RS256"] },
    acr: { comparison: "ordered", provenBy: "acr_values", always: ["eidas1"], refused: ["eidas2", "eidas3"] },
    recency: "unprovable",
    logout: { idTokenHint: "required" },
    refreshToken: false,
    brand: { name: "FranceConnect", texts: { fr: { help: "Qu’est-ce que FranceConnect\u202F?" } } },
  });
  expect(acrSatisfies(franceconnect.acr, "eidas3", ["eidas1"])).toBe(true);
  expect(acrSatisfies(franceconnect.acr, "eidas1", ["eidas2"])).toBe(false);
});

test("maps the pivot identity to a citizen, who has no organisation and may have no e-mail", () => {
  const userinfo = {
    given_name: "Angela Claire Louise",
    given_name_array: ["Angela", "Claire Louise"],
    family_name: "DUBOIS",
    preferred_username: "LEMAIRE",
    gender: "female",
    birthdate: "1962-08-24",
    birthplace: "2A004",
    birthcountry: "99100",
    email: "",
    siret: "21920023500014",
  };
  expect(franceconnect.toUser({ ...login, userinfo })).toEqual({
    sub: idToken.sub,
    issuer: login.issuer,
    provider: "franceconnect",
    givenName: "Angela",
    usualName: "LEMAIRE",
    birthName: "DUBOIS",
    usageName: "LEMAIRE",
    givenNames: ["Angela", "Claire Louise"],
    gender: "female",
    birthDate: { value: "1962-08-24", year: 1962, month: 8, day: 24 },
    birthPlace: "2A004",
    birthCountry: "99100",
    authentication: { acr: "eidas1", acrProven: true, time: 1_700_000_000 },
  });
});

test("of a person born abroad without a usage name the rest is absent", () => {
  const userinfo = {
    given_name: "Amadou Jean-Paul",
    family_name: "DIOP",
    preferred_username: "",
    birthplace: "",
    birthcountry: "99341",
    email: "amadou@diop.example",
  };
  expect(franceconnect.toUser({ ...login, userinfo })).toMatchObject({
    email: "amadou@diop.example",
    givenNames: ["Amadou", "Jean-Paul"],
    usualName: "DIOP",
    birthCountry: "99341",
  });
  expect(franceconnect.toUser({ ...login, userinfo })).not.toHaveProperty("birthPlace");
});

test.each([
  ["1975-00-00", { value: "1975-00-00", year: 1975 }],
  ["1975-03-00", { value: "1975-03-00", year: 1975, month: 3 }],
  ["2000-02-29", { value: "2000-02-29", year: 2000, month: 2, day: 29 }],
])("reads the birth date %s, presumed or not", (value, expected) => expect(birth(value)).toEqual(expected));

test.each(["1975-00-12", "1975-02-30", "1900-02-29", "1975-13-01", "24/08/1962", "1975", 19_750_824, ""])(
  "the birth date %j is none",
  (value) => expect(birth(value)).toBeUndefined(),
);

describe("a login without", () => {
  test("sub is refused", () => {
    expect(() => franceconnect.toUser({ ...login, idToken: {}, userinfo: {} })).toThrow('"sub" is missing');
  });

  test.each([{ email: "not an address" }, { email: "amadou@diop.example", email_verified: false }])(
    "any identity, and with %j, is none the less a user",
    (userinfo) => {
      expect(franceconnect.toUser({ ...login, userinfo })).toEqual({
        sub: idToken.sub,
        issuer: login.issuer,
        provider: "franceconnect",
        authentication: expect.anything(),
      });
    },
  );
});

test("its type", () => {
  expectTypeOf<UserOf<"franceconnect">>().toEqualTypeOf<FranceConnectUser>();
  expectTypeOf<FranceConnectUser["email"]>().toEqualTypeOf<string | undefined>();
});
