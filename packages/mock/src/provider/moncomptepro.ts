import { moncomptepro as profile } from "@moncomptepro/profiles";
import type { Person } from "../people/people.js";
import type { PersonaOrganization } from "../people/persona.js";
import type { ProviderBehavior } from "./behavior.js";
import { moncompteproAssurance } from "./moncomptepro-assurance.js";
import { moncompteproPolicy } from "./moncomptepro-policy.js";

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
  policy: moncompteproPolicy,
  claims,
  assurance: moncompteproAssurance,
};

function claims(person: Person, organization: PersonaOrganization): Record<string, unknown> {
  return {
    sub: person.sub,
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
