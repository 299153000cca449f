/** A call of API Particulier that takes FranceConnect's access token. */
export interface DataCall {
  /** Under `/v3/` or what the version is, before `/france_connect`. */
  readonly path: string;
  /** Versions that exist; the newest is the default. */
  readonly versions: readonly number[];
  /**
   * The scopes that open each part of the answer, any of them. A part of a part is named with a dot. What no scope opens is
   * left out.
   */
  readonly parts: Readonly<Record<string, readonly string[]>>;
}

const QUOTIENT_FAMILIAL = {
  path: "dss/quotient_familial",
  versions: [3],
  parts: {
    quotient_familial: ["cnaf_quotient_familial"],
    allocataires: ["cnaf_allocataires"],
    enfants: ["cnaf_enfants"],
    adresse: ["cnaf_adresse"],
  },
} as const;

const STATUT_ETUDIANT = {
  path: "mesri/statut_etudiant",
  versions: [3],
  parts: {
    admissions: ["mesri_admissions"],
    "admissions.est_inscrit": ["mesri_admission_inscrit"],
    "admissions.regime_formation": ["mesri_admission_regime_formation"],
    // FranceConnect declares these two without the last letter.
    "admissions.code_cog_insee_commune": ["mesri_admission_commune_etudes", "mesri_admission_commune_etude"],
    "admissions.etablissement_etudes": [
      "mesri_admission_etablissement_etudes",
      "mesri_admission_etablissement_etude",
    ],
  },
} as const;

const ETUDIANT_BOURSIER = {
  path: "cnous/etudiant_boursier",
  versions: [3, 4],
  parts: {
    // Version 3, and the same in version 4.
    est_boursier: ["cnous_statut_boursier"],
    statut_boursier: ["cnous_statut_boursier"],
    echelon_bourse: ["cnous_echelon_bourse"],
    periode_versement_bourse: ["cnous_periode_versement"],
    etablissement_etudes: ["cnous_ville_etudes"],
    email: ["cnous_email"],
  },
} as const;

/** The calls that the kit knows, by name. */
export type DataCallName = "quotientFamilial" | "statutEtudiant" | "etudiantBoursier";

/**
 * API Particulier: data that the administration holds about a person, for public bodies, with the access token of a login
 * at FranceConnect.
 *
 * @see https://particulier.api.gouv.fr/developpeurs
 * @see https://github.com/datagouv/apistration
 */
export const apiParticulier: {
  readonly environments: Readonly<Record<"production" | "staging", string>>;
  /** The claims that the token must open: the API finds the person by them. */
  readonly identity: readonly string[];
  /** For each token. */
  readonly callsPerSecond: number;
  readonly calls: Readonly<Record<DataCallName, DataCall>>;
} = {
  environments: {
    production: "https://particulier.api.gouv.fr",
    staging: "https://staging.particulier.api.gouv.fr",
  },
  identity: ["family_name", "given_name", "gender", "birthdate", "birthplace", "birthcountry"],
  callsPerSecond: 20,
  calls: {
    quotientFamilial: QUOTIENT_FAMILIAL,
    statutEtudiant: STATUT_ETUDIANT,
    etudiantBoursier: ETUDIANT_BOURSIER,
  },
};

/** Every scope that opens data there. At FranceConnect they open no claim. */
export const DATA_SCOPES: Readonly<Record<string, readonly string[]>> = /* @__PURE__ */ dataScopes();

function dataScopes(): Record<string, readonly string[]> {
  const parts = Object.values(apiParticulier.calls).flatMap((call) => Object.values(call.parts));
  return Object.fromEntries(parts.flat().map((scope) => [scope, []]));
}

/**
 * What a scope lacks for a call of API Particulier: the claims of the identity that it does not open, and the scopes of the
 * data when none of them is there. Empty when the call can be made.
 *
 * @param scope - of the authorization request, separated by spaces
 * @param opens - the claims that each scope opens: `scopes` of the profile
 */
export function missingForCall(
  name: DataCallName,
  scope: string,
  opens: Readonly<Record<string, readonly string[]>>,
): string[] {
  const asked = scope.split(" ");
  const claims = new Set(asked.flatMap((each) => opens[each] ?? []));
  const data = Object.values(apiParticulier.calls[name].parts).flat();
  return [
    ...apiParticulier.identity.filter((claim) => !claims.has(claim)),
    ...(data.some((each) => asked.includes(each)) ? [] : new Set(data)),
  ];
}
