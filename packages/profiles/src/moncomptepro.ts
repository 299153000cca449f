import { access } from "./access.js";
import { brands } from "./brands.js";
import { present, text } from "./claims.js";
import { toProfessionalUser } from "./professional-user.js";
import type { Profile } from "./profile.js";
import type { MonCompteProUser } from "./user.js";

const SIGNING_ALGORITHMS = ["RS256", "PS256", "ES256", "EdDSA", "Ed25519"];

const renamed = (environment: string): string =>
  `is of before MonComptePro’s hosts were renamed: leave it out, and set the environment "${environment}"`;

/**
 * MonComptePro, run today as ProConnect Identité.
 *
 * @see https://github.com/proconnect-gouv/proconnect-identite
 */
export const moncomptepro: Profile<MonCompteProUser> = {
  id: "moncomptepro",
  brand: brands.moncomptepro,
  access: access.moncomptepro,
  environments: {
    production: { issuer: "https://identite.proconnect.gouv.fr" },
    sandbox: { issuer: "https://identite-sandbox.proconnect.gouv.fr" },
  },
  // Renamed in February 2025.
  mistakenHosts: {
    "app.moncomptepro.beta.gouv.fr": renamed("production"),
    "moncomptepro.beta.gouv.fr": renamed("production"),
    "app-sandbox.moncomptepro.beta.gouv.fr": renamed("sandbox"),
    "app-test.moncomptepro.beta.gouv.fr": renamed("sandbox"),
  },
  authorization: {
    defaultScope: "openid email profile organization",
    scopeWithoutOrganization: "openid email profile",
    parameters: ["prompt", "login_hint", "siret_hint", "acr_values", "claims"],
    // The provider compares the whole string: a custom prompt combined with another one is not applied.
    prompts: ["none", "login", "consent", "select_organization", "update_userinfo"],
  },
  pkce: "optional",
  // The record of a client has room for a secret alone; discovery announces private_key_jwt, and HTTP Basic works (measured).
  clientAuthentication: ["client_secret_post", "client_secret_basic"],
  idToken: { signingAlgorithms: SIGNING_ALGORITHMS },
  userinfo: { formats: ["json", "jwt"], signingAlgorithms: SIGNING_ALGORITHMS },
  acr: {
    values: [
      "eidas0",
      "eidas0-mfa",
      "eidas1",
      "eidas1-mfa",
      "https://proconnect.gouv.fr/assurance/certification-dirigeant",
    ],
    comparison: "exact",
    provenBy: "essential-claim",
    multiFactor: ["eidas0-mfa", "eidas1-mfa"],
    // `acr_values=eidas1` comes back as `eidas1` after a mere password: the provider's courtesy to old clients
    // (src/controllers/interaction.ts, and measured). Every other value that comes back is the true one.
    forgeable: ["eidas1"],
    certifiedOfficer: ["https://proconnect.gouv.fr/assurance/certification-dirigeant"],
    ofOrganization: ["https://proconnect.gouv.fr/assurance/certification-dirigeant"],
    // Measured: `eidas0-mfa` alone is refused to every person, a second factor or not, and `eidas0` alone to each who
    // gave one, or whose identity is verified.
    onlyWith: { "eidas0-mfa": ["eidas1-mfa"], eidas0: ["eidas0-mfa", "eidas1-mfa"] },
  },
  // `max_age` above zero is accepted and not enforced, so it proves nothing.
  recency: "auth_time",
  logout: { idTokenHint: "unused" },
  organizationChange: "select_organization",
  refusals: [
    {
      error: "access_denied",
      description: "none of the requested ACRs could be obtained",
      means: "level",
    },
  ],
  // A logout in another browser, or a login begun there and not finished, ends the tokens in this way (measured).
  endedSession: { status: 500, error: "server_error" },
  introspection: "json",
  refreshToken: false,
  scopes: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["family_name", "given_name", "updated_at", "job"],
    phone: ["phone_number", "phone_number_verified"],
    organization: ["label", "siret", "is_commune", "is_external", "is_public_service", "is_service_public"],
    organizations: ["organizations"],
    uid: ["uid"],
    given_name: ["given_name"],
    usual_name: ["usual_name"],
    siret: ["siret"],
    is_public_service: ["is_public_service"],
    is_service_public: ["is_service_public"],
  },
  mandatoryClaims: ["email", "siret"],
  productionNotice:
    "MonComptePro takes no new services: they go through the ProConnect federation (MONCOMPTEPRO_PROVIDER=proconnect). See https://partenaires.proconnect.gouv.fr",

  toUser(login) {
    const usualName = "family_name" in login.userinfo ? "family_name" : "usual_name";
    return present({
      ...toProfessionalUser("moncomptepro", login, { usualName, organizationLabel: "label" }),
      job: text(login.userinfo, "job"),
    });
  },
};
