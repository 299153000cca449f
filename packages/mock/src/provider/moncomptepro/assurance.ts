import type { AssuranceRequest } from "../../interaction/login-rules.js";
import type { Person } from "../../people/people.js";
import type { Assurance, ProviderSession } from "../../state/provider-sessions.js";
import { reachableAssurance } from "../reachable-assurance.js";

/**
 * How a person authenticates at MonComptePro. Levels are compared as strings: a person who gave two factors does not
 * meet a request for one.
 */
export function moncompteproAssurance(
  person: Person,
  session: ProviderSession,
  { essential, acrValues }: AssuranceRequest,
): Assurance | undefined {
  const within = reachableAssurance(person, session);
  if (essential !== undefined) return within.find(({ acr }) => essential.includes(acr));

  const [usual] = within;
  // Kept by the provider for old clients: the level is returned whatever the person did, so it proves nothing.
  if (usual !== undefined && acrValues === "eidas1") return { ...usual, acr: "eidas1" };
  return usual;
}
