import { access } from "./access.js";
import { brands } from "./brands.js";
import { json, present, text, texts } from "./claims.js";
import { toProfessionalUser } from "./professional-user.js";
import type { Profile } from "./profile.js";
import type { ProConnectUser } from "./user.js";

const SIGNING_ALGORITHMS = ["ES256", "RS256", "HS256"];

/** Its documentation shows one of them as `iss` of an example. */
const WEB_SITE =
  'is a web site of ProConnect, where no person logs in: leave it out, and set the environment "production" or "integration"';

/**
 * The ProConnect federation (formerly AgentConnect), on the Internet and on the State's own network (RIE). Its hosts
 * keep the former name.
 *
 * @see https://partenaires.proconnect.gouv.fr/docs
 */
export const proconnect: Profile<ProConnectUser> = {
  id: "proconnect",
  brand: brands.proconnect,
  access: access.proconnect,
  environments: {
    production: { issuer: "https://auth.agentconnect.gouv.fr/api/v2" },
    integration: { issuer: "https://fca.integ01.dev-agentconnect.fr/api/v2" },
    "production-rie": { issuer: "https://auth.agentconnect.rie.gouv.fr/api/v2" },
    "integration-rie": { issuer: "https://fca.integ02.agentconnect.rie.gouv.fr/api/v2" },
  },
  mistakenHosts: {
    "proconnect.gouv.fr": WEB_SITE,
    "www.proconnect.gouv.fr": WEB_SITE,
    "partenaires.proconnect.gouv.fr": WEB_SITE,
    "agentconnect.gouv.fr": WEB_SITE,
  },
  authorization: {
    defaultScope: "openid email given_name usual_name siret organization_label",
    scopeWithoutOrganization: "openid email given_name usual_name",
    parameters: ["prompt", "login_hint", "siret_hint", "idp_hint", "acr_values", "claims"],
    prompts: ["none", "login", "consent", "login consent"],
  },
  pkce: "optional",
  // The record of a client has room for a secret alone; discovery announces private_key_jwt, and HTTP Basic works (measured).
  clientAuthentication: ["client_secret_post", "client_secret_basic"],
  idToken: { signingAlgorithms: SIGNING_ALGORITHMS },
  userinfo: { formats: ["jwt", "json"], signingAlgorithms: SIGNING_ALGORITHMS },
  acr: {
    values: [
      "eidas0",
      "eidas0-mfa",
      "eidas1",
      "eidas1-mfa",
      "eidas2",
      "eidas3",
      "https://proconnect.gouv.fr/assurance/certification-dirigeant",
    ],
    comparison: "exact",
    provenBy: "essential-claim",
    multiFactor: ["eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3"],
    // A level of an identity provider that the federation does not know is reported as `eidas1`, and a request that asks
    // for no level reaches the identity providers as `acr_values=eidas1` (oidc-acr.service.ts).
    forgeable: ["eidas1"],
    certifiedOfficer: ["https://proconnect.gouv.fr/assurance/certification-dirigeant"],
    ofOrganization: ["https://proconnect.gouv.fr/assurance/certification-dirigeant"],
    // ProConnect Identité, where most people of the federation log in, refuses them: see MonComptePro.
    onlyWith: { "eidas0-mfa": ["eidas1-mfa"], eidas0: ["eidas0-mfa", "eidas1-mfa"] },
  },
  // `auth_time` is the time of the answer even when the federation reused its session, and `max_age` is ignored.
  recency: "unprovable",
  logout: { idTokenHint: "recommended" },
  // The organisation is the identity provider's answer, and stays with the federation's session.
  organizationChange: "sign-in-again",
  refusals: [
    { error: "access_denied", description: "requested ACRs could not be satisfied", means: "level" },
    // Whatever the person or the identity provider refuses there comes back so, and never as `access_denied` (measured).
    {
      error: "invalid_request",
      description: "authentication aborted due to a technical error on the authorization server",
      means: "person",
    },
  ],
  // A logout at another application, or a login begun as another person, ends the tokens in this way, for ever (measured).
  endedSession: { status: 500, error: "server_error" },
  // Of any client’s tokens, for any client (measured).
  introspection: "jwt",
  refreshToken: true,
  scopes: {
    openid: ["sub"],
    given_name: ["given_name"],
    usual_name: ["usual_name"],
    email: ["email"],
    uid: ["uid"],
    siret: ["siret"],
    siren: ["siren"],
    idp_id: ["idp_id"],
    idp_acr: ["idp_acr"],
    roles: ["roles"],
    organization_label: ["organization_label"],
    phone: ["phone_number"],
    custom: ["custom"],
    organizational_unit: ["organizational_unit"],
    belonging_population: ["belonging_population"],
    chorusdt: ["chorusdt:matricule", "chorusdt:societe"],
    amr: ["amr"],
    groups: ["groups"],
    lasuite_visio: ["lasuite_visio"],
    "lasuite_visio:rooms:create": ["lasuite_visio:rooms:create"],
    "lasuite_visio:rooms:list": ["lasuite_visio:rooms:list"],
    "lasuite_visio:rooms:retrieve": ["lasuite_visio:rooms:retrieve"],
    "lasuite_visio:rooms:update": ["lasuite_visio:rooms:update"],
    "lasuite_visio:rooms:delete": ["lasuite_visio:rooms:delete"],
  },
  mandatoryClaims: ["email", "siret"],

  toUser(login) {
    const { userinfo } = login;
    const names = { usualName: "usual_name", organizationLabel: "organization_label" };
    return present({
      ...toProfessionalUser("proconnect", login, names),
      uid: text(userinfo, "uid"),
      identityProvider: text(userinfo, "idp_id"),
      roles: texts(userinfo, "roles"),
      organizationalUnit: text(userinfo, "organizational_unit"),
      belongingPopulation: text(userinfo, "belonging_population"),
      chorusdtMatricule: text(userinfo, "chorusdt:matricule"),
      chorusdtSociete: text(userinfo, "chorusdt:societe"),
      custom: json(userinfo, "custom"),
    });
  },
};
