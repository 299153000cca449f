import type { PersonaOrganization } from "./persona.js";

/**
 * The organisation without which a provider of professionals tells nothing.
 *
 * @throws Error that becomes a 500 at the token and userinfo endpoints, as at the real provider
 */
export function requiredOrganization(organization: PersonaOrganization | undefined): PersonaOrganization {
  if (organization === undefined) throw new Error("organization should be set");
  return organization;
}
