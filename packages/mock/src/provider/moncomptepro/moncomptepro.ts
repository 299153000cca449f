import { errors } from "oidc-provider";
import { moncomptepro as profile } from "@moncomptepro/profiles";
import type { Person } from "../../people/people.js";
import type { PersonaOrganization } from "../../people/persona.js";
import { requiredOrganization } from "../../people/required-organization.js";
import type { ProviderBehavior } from "../behavior.js";
import { afterMonComptePro } from "./answer.js";
import { moncompteproAssurance, moncompteproQuestions } from "./assurance.js";
import { moncompteproPolicy } from "./policy.js";
import { startMonComptePro } from "./start.js";

/**
 * MonComptePro, as ProConnect Identité runs it.
 *
 * @see https://github.com/proconnect-gouv/proconnect-identite
 */
export const moncomptepro: ProviderBehavior = {
  profile,
  issuerPath: "",
  mountPath: "/oauth",
  routes: {
    authorization: "/authorize",
    token: "/token",
    userinfo: "/userinfo",
    end_session: "/logout",
  },
  extraParameters: ["siret_hint", "sp_name"],
  cookieNames: {
    session: "oidc.session",
    interaction: "oidc.interaction",
    resume: "oidc.interaction_resume",
    state: "oidc.state",
  },
  lifetimes: {
    authorizationCode: 600,
    accessToken: 3600,
    idToken: 3600,
    interaction: 3600,
    session: 86_400,
  },
  clientAuthentication: ["client_secret_post", "private_key_jwt"],
  clientDefaults: {
    scope: "openid email profile phone organization",
    idTokenSignedResponseAlg: "RS256",
    userinfoSignedResponseAlg: "none",
  },
  keys: [
    { algorithm: "RS256", use: "sig" },
    { algorithm: "RSA-OAEP", use: "enc" },
    { algorithm: "ES256", use: "sig" },
    { algorithm: "ECDH-ES", use: "enc" },
    { algorithm: "EdDSA", use: "sig" },
  ],
  library: {
    // Only userinfo answers a page of the client: the token endpoint refuses every Origin.
    clientBasedCORS: ({ oidc }, origin, client) =>
      oidc.route === "userinfo" && (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    features: {
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: () => {
          throw new errors.InvalidTarget();
        },
      },
    },
  },
  errorCode: (error) => error,
  signedOutPath: "/users/start-sign-in/?notification=logout_success",
  subject: { of: (sub) => sub, read: (subject) => subject },
  redirectUris: "parsed",
  siretHint: "binding",
  authTime: "login",
  unreachableAssurance: {
    failure: { error: "access_denied", error_description: "none of the requested ACRs could be obtained" },
    shownOnPage: true,
  },
  after: afterMonComptePro,
  asksForLevel: moncompteproQuestions,
  refusals: {
    "gives-up": {
      failure: { error: "access_denied", error_description: "End-User aborted interaction" },
      shownOnPage: false,
    },
    // Of the federation: MonComptePro itself knows neither.
    blocked: {
      failure: { error: "access_denied", error_description: "user authentication aborted" },
      shownOnPage: true,
      page: { status: 403, code: "Y500024" },
    },
    "not-admitted": {
      failure: { error: "access_denied", error_description: "user authentication aborted" },
      shownOnPage: true,
    },
  },
  start: startMonComptePro,
  policy: moncompteproPolicy,
  claims,
  assurance: moncompteproAssurance,
};

function claims(person: Person, selected: PersonaOrganization | undefined): Record<string, unknown> {
  const organization = requiredOrganization(selected);
  return {
    uid: person.sub,
    email: person.email,
    email_verified: true,
    given_name: person.givenName,
    family_name: person.familyName,
    usual_name: person.familyName,
    // The standard wants a number of seconds: the provider sends a date.
    updated_at: person.updatedAt.toISOString(),
    ...(person.job && { job: person.job }),
    ...(person.phoneNumber && { phone_number: person.phoneNumber }),
    phone_number_verified: false,
    label: organization.label,
    siret: organization.siret,
    is_commune: organization.isCommune,
    is_external: organization.isExternal,
    is_public_service: organization.isPublicService,
    is_service_public: organization.isPublicService,
    organizations: [],
  };
}
