import type { Person } from "../../people/people.js";

/** All that FranceConnect can tell of a person; what it does not know is an empty text. */
export function franceconnectClaims(person: Person): Record<string, unknown> {
  const { email, givenName, familyName, civilStatus = { givenNames: [givenName] } } = person;
  const { givenNames, birthDate = "" } = civilStatus;
  return {
    given_name: givenNames.join(" "),
    given_name_array: givenNames,
    family_name: familyName.toLocaleUpperCase("fr"),
    preferred_username: civilStatus.usageName ?? "",
    gender: civilStatus.gender ?? "",
    birthdate: birthDate,
    birthplace: civilStatus.birthPlace ?? "",
    birthcountry: civilStatus.birthCountry ?? "",
    idp_birthdate: birthDate,
    ...(civilStatus.hasNoEmail !== true && { email }),
  };
}
