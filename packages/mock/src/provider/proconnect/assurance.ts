import type { AssuranceRequest } from "../../interaction/login-rules.js";
import type { Person } from "../../people/people.js";
import type { Assurance, ProviderSession } from "../../state/provider-sessions.js";
import { reachableAssurance } from "./reachable-assurance.js";

/**
 * How a person authenticates through the federation. Levels are compared as strings, `acr_values` changes none, and
 * who has no second factor receives a code by e-mail when one is required.
 */
export function proconnectAssurance(
  person: Person,
  session: ProviderSession,
  { essential }: AssuranceRequest,
): Assurance | undefined {
  const within = session.assurance === undefined ? reachableAssurance(person, session) : [session.assurance];
  if (essential === undefined) return within[0];
  return [...within, ...within.flatMap(withEmailCode)].find(({ acr }) => essential.includes(acr));
}

function withEmailCode({ acr, amr }: Assurance): Assurance[] {
  if (acr !== "eidas0" && acr !== "eidas1") return [];
  // Never `mfa`: the level tells that two factors were given, the methods do not.
  return [{ acr: `${acr}-mfa`, amr: [...amr, "mail"] }];
}
