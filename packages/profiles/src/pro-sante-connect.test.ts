import fc from "fast-check";
import { describe, expect, expectTypeOf, test } from "vitest";
import { acrSatisfies, isSiret, proSanteConnect, type ProSanteConnectUser, type UserOf } from "./index.js";

const issuer = "https://provider.example/auth/realms/esante-wallet";
const idToken = { sub: "f:550dc1c8:810000000017", acr: "eidas1", auth_time: 1_700_000_000 };
const login = { issuer, idToken, acrProven: true };
const user = (userinfo: object): ProSanteConnectUser =>
  proSanteConnect.toUser({ ...login, userinfo: { SubjectNameID: "810000000017", ...userinfo } });

/** What its operator publishes: see docs/going-live/pro-sante-connect.md. */
test("the rules of Pro Santé Connect", () => {
  expect(proSanteConnect).toMatchObject({
    environments: {
      production: {
        issuer: "https://auth.esw.esante.gouv.fr/auth/realms/esante-wallet",
        discovery:
          "https://auth.esw.esante.gouv.fr/auth/realms/esante-wallet/.well-known/wallet-openid-configuration",
      },
      sandbox: {
        issuer: "https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet",
        discovery:
          "https://auth.bas.psc.esante.gouv.fr/auth/realms/esante-wallet/.well-known/wallet-openid-configuration",
      },
    },
    authorization: {
      defaultScope: "openid scope_all",
      parameters: ["prompt", "acr_values", "claims", "kc_idp_hint"],
      prompts: ["none", "login", "consent", "login consent"],
    },
    pkce: "optional",
    clientAuthentication: ["client_secret_post", "client_secret_basic", "private_key_jwt"],
    userinfo: { formats: ["json", "jwt"] },
    acr: { comparison: "ordered", always: ["eidas1"], refused: ["eidas2", "eidas3"], absent: "eidas1" },
    recency: "unprovable",
    logout: { idTokenHint: "required" },
    refreshToken: true,
    mandatoryClaims: ["SubjectNameID"],
    brand: { name: "Pro Santé Connect", texts: { fr: { action: "S’identifier avec" } } },
  });
  for (const { signingAlgorithms } of [proSanteConnect.idToken, proSanteConnect.userinfo]) {
    expect(signingAlgorithms).toContain("RS256");
    expect(signingAlgorithms.filter((name) => name.startsWith("HS"))).toEqual([]);
  }
});

test("a card reaches more than was asked for, and a level that is missing is the lowest", () => {
  expect(acrSatisfies(proSanteConnect.acr, "eidas2", ["eidas1"])).toBe(true);
  expect(acrSatisfies(proSanteConnect.acr, undefined, ["eidas1"])).toBe(true);
  expect(acrSatisfies(proSanteConnect.acr, undefined, ["eidas2"])).toBe(false);
  expect(acrSatisfies(proSanteConnect.acr, "0", ["eidas1"])).toBe(false);
});

const hospital = {
  codeModeExercice: "S",
  codeSecteurDactivite: "SA01",
  codeSectionPharmacien: "",
  codeRole: "",
  codeGenreActivite: "GENR01",
  numeroSiretSite: "26750045200011",
  numeroSirenSite: "267500452",
  numeroFinessSite: "750100042",
  numeroFinessetablissementJuridique: "750712184",
  identifiantTechniqueDeLaStructure: "F750100042",
  raisonSocialeSite: "HOPITAL EXEMPLE",
  enseigneCommercialeSite: "",
  complementDestinataire: "",
  complementPointGeographique: "BATIMENT 2",
  numeroVoie: "1",
  indiceRepetitionVoie: "B",
  codeTypeDeVoie: "R",
  libelleVoie: "DU PARVIS",
  mentionDistribution: "",
  bureauCedex: "75004 PARIS",
  codePostal: "75004",
  codeCommune: "75104",
  codePays: "99000",
  telephone: "0123456789",
  telephone2: "",
  telecopie: "",
  adresseEMail: "accueil@hopital.example",
  codeDepartement: "75",
  ancienIdentifiantDeLaStructure: "",
  autoriteDenregistrement: "CNOM/CNOM/ARS",
};

test("maps a doctor with two activities", () => {
  const userinfo = {
    Secteur_Activite: "SA01^1.2.250.1.71.4.2.4",
    codeGenreActivite: "GENR01",
    SubjectOrganization: "HOPITAL EXEMPLE",
    SubjectOrganizationID: "F750100042",
    Mode_Acces_Raison: "",
    preferred_username: "810000000017",
    codeCivilite: "MME",
    given_name: "Claire",
    family_name: "Moreau",
    Acces_Regulation_Medicale: "FAUX",
    UITVersion: "1.0",
    Palier_Authentification: "APPPRIP3^1.2.250.1.213.1.5.1.1.1",
    PSI_Locale: "1.2.250.1.213.1.3.1.1",
    authMode: "CARD",
    SubjectRole: ["10^1.2.250.1.213.1.1.5.5", "SM26^1.2.250.1.213.2.28"],
    otherIds: [{ identifiant: "810000000017", origine: "RPPS", qualite: 1 }],
    SubjectRefPro: {
      codeCivilite: "MME",
      exercices: [
        {
          codeProfession: "10",
          codeCategorieProfessionnelle: "C",
          codeCiviliteDexercice: "DR",
          nomDexercice: "Moreau",
          prenomDexercice: "Claire",
          codeTypeSavoirFaire: "S",
          codeSavoirFaire: "SM26",
          activities: [hospital, { codeModeExercice: "L", codeSecteurDactivite: "SA07" }],
        },
      ],
    },
  };
  expect(user(userinfo)).toEqual({
    sub: idToken.sub,
    issuer,
    provider: "pro-sante-connect",
    givenName: "Claire",
    usualName: "Moreau",
    authentication: { acr: "eidas1", acrProven: true, time: 1_700_000_000 },
    nationalId: "810000000017",
    rpps: "10000000017",
    civility: "MME",
    subjectRoles: [
      { code: "10", system: "1.2.250.1.213.1.1.5.5" },
      { code: "SM26", system: "1.2.250.1.213.2.28" },
    ],
    practices: [
      {
        profession: "10",
        category: "C",
        civility: "DR",
        givenName: "Claire",
        usualName: "Moreau",
        knowHow: { code: "SM26", type: "S" },
        activities: [
          {
            mode: "S",
            sector: "SA01",
            kind: "GENR01",
            name: "HOPITAL EXEMPLE",
            siret: "26750045200011",
            siren: "267500452",
            finess: "750100042",
            legalFiness: "750712184",
            structureId: "F750100042",
            registrar: "CNOM/CNOM/ARS",
            address: {
              location: "BATIMENT 2",
              number: "1",
              repetition: "B",
              streetType: "R",
              street: "DU PARVIS",
              postalCode: "75004",
              postOffice: "75004 PARIS",
              commune: "75104",
              department: "75",
              country: "99000",
            },
            phoneNumber: "0123456789",
            email: "accueil@hopital.example",
          },
          { mode: "L", sector: "SA07" },
        ],
      },
    ],
    otherIds: [{ id: "810000000017", origin: "RPPS", quality: 1 }],
    sector: { code: "SA01", system: "1.2.250.1.71.4.2.4" },
    activityKind: "GENR01",
    structure: { id: "F750100042", name: "HOPITAL EXEMPLE" },
    isMedicalRegulator: false,
    authenticationTier: { code: "APPPRIP3", system: "1.2.250.1.213.1.5.1.1.1" },
    authenticationMode: "CARD",
  });
});

test("of a person without a profession the rest is absent", () => {
  expect(user({ given_name: "Paul", SubjectRefPro: { exercices: [] } })).toEqual({
    sub: idToken.sub,
    issuer,
    provider: "pro-sante-connect",
    givenName: "Paul",
    authentication: expect.anything(),
    nationalId: "810000000017",
    rpps: "10000000017",
    practices: [],
  });
});

test.each([
  ["810000000017", "10000000017"],
  ["10000000017", "10000000017"],
  ["10000000018", undefined],
  ["0751234567", undefined],
  ["3750100042/0001", undefined],
  ["8100000000171", undefined],
  ["ANS20231122132732", undefined],
])("the national identifier %s bears the RPPS %s", (nationalId, rpps) => {
  expect(user({ SubjectNameID: nationalId })).toMatchObject({ nationalId, ...(rpps && { rpps }) });
  expect("rpps" in user({ SubjectNameID: nationalId })).toBe(rpps !== undefined);
});

test.each([
  ["VRAI", true],
  ["vrai", true],
  ["FAUX", false],
  ["NON", undefined],
  ["", undefined],
  [true, undefined],
])("the word %j means %j", (word, expected) => {
  expect(user({ Acces_Regulation_Medicale: word }).isMedicalRegulator).toBe(expected);
});

test.each(["otherIds", "otherIDs"])("reads %s", (name) => {
  const given = [{ identifiant: "1", qualite: "1" }, { origine: "ADELI" }, null, "2"];
  expect(user({ [name]: given }).otherIds).toEqual([{ id: "1" }]);
});

test.each([
  [{ email: "claire@cabinet.example" }, "claire@cabinet.example"],
  [{ email: "claire@cabinet.example", email_verified: true }, "claire@cabinet.example"],
  [{ email: "claire@cabinet.example", email_verified: false }, undefined],
  [{ email: "no address" }, undefined],
])("of %j the e-mail is %s", (claims, email) => expect(user(claims).email).toBe(email));

describe("what is malformed is left out", () => {
  const activityOf = (activity: unknown): unknown =>
    user({ SubjectRefPro: { exercices: [{ activities: [activity] }] } }).practices;

  test.each([
    ["numeroSiretSite", "26750045200012"],
    ["numeroSirenSite", "267500451"],
    ["numeroFinessSite", "75010004"],
    ["numeroFinessetablissementJuridique", "2C0000008"],
    ["adresseEMail", "accueil@a.example, b@b.example"],
    ["adresseEMail", "a b@b.example"],
    ["telephone", 123_456_789],
  ])("%s: %j", (name, value) => {
    expect(activityOf({ codeModeExercice: "L", [name]: value })).toEqual([{ activities: [{ mode: "L" }] }]);
  });

  test("a SIRET written in groups is none of it", () => {
    expect(activityOf({ numeroSiretSite: "267 500 452 00011" })).toEqual([
      { activities: [{ siret: "26750045200011" }] },
    ]);
  });

  test("a FINESS of Corsica is none of it", () => {
    expect(activityOf({ numeroFinessSite: "2A0000008" })).toEqual([
      { activities: [{ finess: "2A0000008" }] },
    ]);
  });

  const garbage = [undefined, null, "", "text", 7, true, [], [[]], [null, 7, "text"], {}, { length: 3 }];
  test.each(garbage)("%j in the place of each claim, practice and activity", (value) => {
    const given = Object.fromEntries(
      (proSanteConnect.scopes["scope_all"] ?? []).map((name) => [name, value]),
    );
    expect(() => user({ ...given, SubjectNameID: "1" })).not.toThrow();
    const nested = (exercices: unknown): unknown => user({ SubjectRefPro: { exercices } }).practices;
    expect(nested(value) ?? []).toEqual([]);
    expect(nested([value])).toEqual([]);
    expect(nested([{ codeProfession: value, activities: value, codeSavoirFaire: value }])).toEqual(
      value === "text"
        ? [{ profession: "text", knowHow: { code: "text" } }]
        : Array.isArray(value)
          ? [{ activities: [] }]
          : [],
    );
    expect(nested([{ activities: [value] }])).toEqual([{ activities: [] }]);
  });

  test.each(["^", "^1.2.250", " ^ "])("the code %j", (code) => {
    expect(user({ SubjectRole: [code, "10", 7], Secteur_Activite: code })).toMatchObject({
      subjectRoles: [{ code: "10" }],
    });
    expect(user({ Secteur_Activite: code })).not.toHaveProperty("sector");
  });
});

test.each([undefined, "", null, 810_000_000_017])("a login whose SubjectNameID is %j is refused", (value) => {
  expect(() => user({ SubjectNameID: value })).toThrow(
    expect.objectContaining({ claim: "SubjectNameID", reason: "missing" }),
  );
});

test("its type", () => {
  expectTypeOf<UserOf<"pro-sante-connect">>().toEqualTypeOf<ProSanteConnectUser>();
  expectTypeOf<ProSanteConnectUser["nationalId"]>().toEqualTypeOf<string>();
  expectTypeOf<ProSanteConnectUser["rpps"]>().toEqualTypeOf<string | undefined>();
});

test("whatever the register of professionals says, it gives practices that fit their type", () => {
  const leaf = fc.oneof(
    fc.string(),
    fc.constantFrom("10", "", " ", "26750045200011", null, undefined),
    fc.integer(),
  );
  const activity = fc.record(
    {
      codeModeExercice: leaf,
      numeroSiretSite: leaf,
      numeroFinessSite: leaf,
      libelleVoie: leaf,
      adresseEMail: leaf,
    },
    { requiredKeys: [] },
  );
  const practice = fc.record(
    {
      codeProfession: leaf,
      codeSavoirFaire: leaf,
      activities: fc.oneof(leaf, fc.array(fc.oneof(leaf, activity))),
    },
    { requiredKeys: [] },
  );
  const isText = (value: unknown): boolean =>
    typeof value === "string" && value !== "" && value === value.trim();
  fc.assert(
    fc.property(fc.oneof(leaf, fc.array(fc.oneof(leaf, practice))), (exercices) => {
      for (const { activities, knowHow, ...texts } of user({ SubjectRefPro: { exercices } }).practices ??
        []) {
        expect(Object.values({ ...texts, ...knowHow }).every(isText)).toBe(true);
        for (const { address = {}, siret, ...others } of activities ?? []) {
          expect(Object.values({ ...address, ...others }).every(isText)).toBe(true);
          if (siret !== undefined) expect(isSiret(siret)).toBe(true);
        }
      }
    }),
  );
});
