/** The claims that a scope opens, by scope. */
type Scopes = Readonly<Record<string, readonly string[]>>;

/** Several lists of scopes in one. A bundler can leave it out where no one asks for it, which a spread would forbid. */
export function allScopes(...lists: readonly Scopes[]): Scopes {
  return Object.assign({}, ...lists) as Scopes;
}

/**
 * The scopes of FranceConnect that open an identity.
 *
 * @param names - the claims that the given names come in
 * @see https://github.com/france-connect/sources (`back/libs/scopes`)
 */
export function identityScopes({ names }: { readonly names: readonly string[] }): Scopes {
  const identity = [...names, "family_name", "birthdate", "gender"];
  const birth = ["birthplace", "birthcountry"];
  return {
    given_name: names,
    family_name: ["family_name"],
    preferred_username: ["preferred_username"],
    gender: ["gender"],
    birthdate: ["birthdate"],
    birthplace: ["birthplace"],
    birthcountry: ["birthcountry"],
    profile: [...identity, "preferred_username"],
    birth,
    identite_pivot: [...identity, ...birth],
  };
}

const twice = (claim: string): readonly string[] => [claim, `rnipp_${claim}`];

/**
 * The scopes of FranceConnect+ that open an identity twice: as the identity provider has it, and as the national register
 * does (`rnipp_`), to find a person again.
 */
export function registerScopes(): Scopes {
  const names = [...twice("given_name"), "rnipp_given_name_array"];
  const identity = [...names, ...["family_name", "birthdate", "gender"].flatMap(twice)];
  const birth = ["birthplace", "birthcountry"].flatMap(twice);
  return {
    rnipp_given_name: names,
    rnipp_family_name: twice("family_name"),
    rnipp_gender: twice("gender"),
    rnipp_birthdate: twice("birthdate"),
    rnipp_birthplace: twice("birthplace"),
    rnipp_birthcountry: twice("birthcountry"),
    rnipp_profile: identity,
    rnipp_birth: birth,
    rnipp_identite_pivot: [...identity, ...birth],
  };
}
