import type { Person } from "../../people/people.js";
import type { PersonaOrganization } from "../../people/persona.js";
import { requiredOrganization } from "../../people/required-organization.js";
import { identityProviderOf } from "./identity-providers.js";
import { reachableAssurance } from "./reachable-assurance.js";

/** All that the federation can tell of a person; what an identity provider does not send is absent. */
export function proconnectClaims(
  person: Person,
  selected: PersonaOrganization | undefined,
): Record<string, unknown> {
  const organization = requiredOrganization(selected);
  const { id, domains, claims } = identityProviderOf(person.email);
  return {
    uid: person.sub,
    email: person.email,
    given_name: person.givenName,
    usual_name: person.familyName,
    ...(person.phoneNumber && { phone_number: person.phoneNumber }),
    siret: organization.siret,
    // Only some identity providers send it: an application takes the first 9 digits of `siret`.
    ...(domains !== undefined && { siren: organization.siret.slice(0, 9) }),
    organization_label: organization.label,
    roles: roles(person, organization),
    idp_id: id,
    idp_acr: reachableAssurance(person)[0]?.acr,
    custom: {},
    ...claims,
  };
}

/** Public bodies have a SIREN that begins with 1 (the State) or 2 (territorial ones, 26 being the hospitals). */
function roles({ assurance }: Person, { siret, isPublicService }: PersonaOrganization): string[] {
  const officer = assurance?.companyOfficer === true ? ["dirigeant"] : [];
  if (!isPublicService) return officer;
  if (siret.startsWith("26")) return [...officer, "agent_public", "agent_public_hospitalier"];
  if (siret.startsWith("2")) return [...officer, "agent_public", "agent_public_territorial"];
  if (siret.startsWith("1")) return [...officer, "agent_public", "agent_public_etat"];
  return [...officer, "agent_public"];
}
