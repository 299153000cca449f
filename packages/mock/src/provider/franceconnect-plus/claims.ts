import type { Person } from "../../people/people.js";
import { franceconnectClaims } from "../franceconnect/claims.js";

/** What the national register knows, too, by a name of its own. */
const IN_THE_REGISTER = [
  "given_name",
  "given_name_array",
  "family_name",
  "gender",
  "birthdate",
  "birthplace",
  "birthcountry",
];

/** The identity as the identity provider has it, and as the national register does. */
export function franceConnectPlusClaims(person: Person): Record<string, unknown> {
  const claims = franceconnectClaims(person);
  return {
    ...claims,
    ...Object.fromEntries(IN_THE_REGISTER.map((name) => [`rnipp_${name}`, claims[name]])),
  };
}
