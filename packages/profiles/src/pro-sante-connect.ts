import { access } from "./access.js";
import { authentication } from "./authentication.js";
import { brands } from "./brands.js";
import { filled, present, record, requiredText, text } from "./claims.js";
import { email } from "./email.js";
import { frenchBoolean, healthCode, healthCodes, otherIdentifiers, rppsOf } from "./health-identity.js";
import { practices } from "./health-practices.js";
import type { ProSanteConnectUser } from "./health-professional.js";
import type { Environment, Profile } from "./profile.js";

// The realm lists HS256, HS384 and HS512 too. Their key is the client secret, and a client can have better.
const SIGNING_ALGORITHMS = [
  "RS256",
  "ES256",
  "PS256",
  "EdDSA",
  "RS384",
  "RS512",
  "ES384",
  "ES512",
  "PS384",
  "PS512",
];

const IDENTITY = ["given_name", "family_name", "preferred_username"];

/** Its realm of Keycloak, whose login pages are another host’s: only this document names them. */
function realm(host: string): Environment {
  const issuer = `https://${host}/auth/realms/esante-wallet`;
  return { issuer, discovery: `${issuer}/.well-known/wallet-openid-configuration` };
}

const LOGIN_PAGES =
  'is the host of the login pages of Pro Santé Connect, not of its issuer: leave it out, and set the environment "production" or "sandbox"';
const FORMER = 'is the former sandbox of Pro Santé Connect: leave it out, and set the environment "sandbox"';
const WEB_SITE =
  'is a web site, where no person logs in: leave it out, and set the environment "production" or "sandbox"';

/**
 * Pro Santé Connect: health professionals, by the card (CPS) or the telephone (e-CPS) that the national register gave them.
 *
 * It was not run: what stands here is what its operator publishes (documentation, plug-in for Keycloak, a recorded
 * discovery document). What could not be verified says so.
 *
 * @see https://industriels.esante.gouv.fr/produits-et-services/pro-sante-connect/documentation-technique
 * @see https://github.com/ansforge/keycloak-prosanteconnect
 */
export const proSanteConnect: Profile<ProSanteConnectUser> = {
  id: "pro-sante-connect",
  brand: brands["pro-sante-connect"],
  access: access.proSanteConnect,
  environments: {
    production: realm("auth.esw.esante.gouv.fr"),
    // “Bac à sable”.
    sandbox: realm("auth.bas.psc.esante.gouv.fr"),
  },
  mistakenHosts: {
    "wallet.esw.esante.gouv.fr": LOGIN_PAGES,
    "wallet.bas.psc.esante.gouv.fr": LOGIN_PAGES,
    "auth.bas.esw.esante.gouv.fr": FORMER,
    "wallet.bas.esw.esante.gouv.fr": FORMER,
    "esante.gouv.fr": WEB_SITE,
    "industriels.esante.gouv.fr": WEB_SITE,
  },
  authorization: {
    // The scopes beside `scope_all` open parts of it; which ones is published nowhere.
    defaultScope: "openid scope_all",
    // The last one leads to the identity provider of a hospital, to which the login is delegated.
    parameters: ["prompt", "acr_values", "claims", "kc_idp_hint"],
    // Those of Keycloak. Whether the host of the login pages heeds them is unverified.
    prompts: ["none", "login", "consent", "login consent"],
  },
  pkce: "optional",
  clientAuthentication: ["client_secret_post", "client_secret_basic", "private_key_jwt"],
  idToken: { signingAlgorithms: SIGNING_ALGORITHMS },
  userinfo: { formats: ["json", "jwt"], signingAlgorithms: SIGNING_ALGORITHMS },
  acr: {
    // A card comes back as `eidas2` even where `eidas1` was asked for; `eidas3` was seen until 2022.
    values: ["eidas1", "eidas2", "eidas3"],
    comparison: "ordered",
    provenBy: "acr_values",
    // Card and telephone are two factors each. Whether every level means so is published nowhere.
    multiFactor: [],
    // Each login reaches `eidas1`, whatever the browser made of the request; no other level can be asked for.
    forgeable: [],
    always: ["eidas1"],
    refused: ["eidas2", "eidas3"],
    // It was missing for a time: the operator’s own plug-in reads `eidas1` then.
    absent: "eidas1",
  },
  // Keycloak heeds `max_age` and tells `auth_time`; whether its login pages, another host’s, do so is unverified.
  recency: "unprovable",
  logout: { idTokenHint: "required" },
  refusals: [
    // Keycloak, of a person who stayed too long on its pages, or logged in meanwhile in another tab.
    { error: "temporarily_unavailable", description: "authentication_expired", means: "person" },
  ],
  refreshToken: true,
  scopes: {
    openid: ["sub"],
    scope_all: [
      ...IDENTITY,
      "SubjectNameID",
      "SubjectRole",
      "SubjectRefPro",
      "SubjectOrganization",
      "SubjectOrganizationID",
      "Secteur_Activite",
      "Mode_Acces_Raison",
      "Acces_Regulation_Medicale",
      "Palier_Authentification",
      "PSI_Locale",
      "UITVersion",
      "authMode",
      "codeCivilite",
      "codeGenreActivite",
      "otherIds",
    ],
    profile: IDENTITY,
    email: ["email", "email_verified"],
    phone: ["phone_number", "phone_number_verified"],
  },
  mandatoryClaims: ["SubjectNameID"],

  toUser(login) {
    const { idToken, userinfo } = login;
    const reference = record(userinfo, "SubjectRefPro");
    const nationalId = requiredText(userinfo, "SubjectNameID");
    return present({
      sub: requiredText(idToken, "sub"),
      issuer: login.issuer,
      provider: "pro-sante-connect" as const,
      // Most people have none there.
      email: email(userinfo),
      givenName: text(userinfo, "given_name"),
      usualName: text(userinfo, "family_name"),
      phoneNumber: text(userinfo, "phone_number"),
      authentication: authentication(login),
      nationalId,
      rpps: rppsOf(nationalId),
      civility: text(userinfo, "codeCivilite") ?? (reference && text(reference, "codeCivilite")),
      subjectRoles: healthCodes(userinfo, "SubjectRole"),
      practices: practices(reference),
      otherIds: otherIdentifiers(userinfo),
      sector: healthCode(userinfo, "Secteur_Activite"),
      activityKind: text(userinfo, "codeGenreActivite"),
      structure: filled(
        present({
          id: text(userinfo, "SubjectOrganizationID"),
          name: text(userinfo, "SubjectOrganization"),
        }),
      ),
      isMedicalRegulator: frenchBoolean(userinfo, "Acces_Regulation_Medicale"),
      accessReason: text(userinfo, "Mode_Acces_Raison"),
      authenticationTier: healthCode(userinfo, "Palier_Authentification"),
      authenticationMode: text(userinfo, "authMode") ?? text(idToken, "authMode"),
    });
  },
};
