import type { Language } from "@moncomptepro/profiles";
import { camelCased } from "../files/camel-case.js";
import {
  type Check,
  lineOf,
  listOf,
  objectOf,
  oneOf,
  optional,
  type Place,
  required,
  text,
  type TextRule,
  trueOrFalse,
} from "../files/check.js";
import { readJsonFile } from "../files/read-json-file.js";
import { normalizeEmail, normalizeSiret, PASSWORD, subOf, unknownOrganization } from "./made-up.js";
import type { Persona, PersonaOrganization } from "./persona.js";

/**
 * Reads the file of `--people`: a list of people, under the names of the claims.
 *
 * @param others those that are there already, so that no two people have the same `sub` or e-mail address; the one
 *   with the same id is replaced
 * @returns all the people: the others, then those of the file
 * @throws MockOptionsError with everything that is wrong in it, line by line
 */
export function readPeopleFile(path: string, others: readonly Persona[]): Persona[] {
  return readJsonFile(path, "people", (place) => {
    const people = listOf(person, "people")(place);
    if (people === undefined) return undefined;
    const kept = others.filter(({ id }) => !people.some((one) => one?.id === id));
    refuseDuplicates(place, people, kept);
    return [...kept, ...people];
  });
}

const rule =
  (holds: (value: string) => boolean, otherwise: string): TextRule =>
  (value) =>
    holds(value) ? undefined : otherwise;

const id = rule(
  (value) => /^[\w.-]{1,64}$/.test(value),
  "must be 1 to 64 letters without accents, digits, . _ or -",
);
const email = rule(
  (value) => normalizeEmail(value) === value,
  "must be an e-mail address in lower case, as jeanne.exemple@mairie.example",
);
const siret = rule(
  (value) => normalizeSiret(value) === value,
  "must be a SIRET: 14 digits whose Luhn checksum holds (or an establishment of La Poste)",
);
const digits = rule(
  (value) => /^\d{1,30}$/.test(value),
  "must be digits only, between quotation marks, as the real provider sends",
);

const organization = objectOf({
  siret: required(text(siret)),
  label: optional(text()),
  is_commune: optional(trueOrFalse),
  is_public_service: optional(trueOrFalse),
  is_external: optional(trueOrFalse),
});

const members = objectOf({
  id: required(text(id)),
  email: required(text(email)),
  given_name: required(text()),
  family_name: required(text()),
  organizations: required(listOf(organization, "organisations")),
  sub: optional(text(digits)),
  password: optional(text()),
  phone_number: optional(text()),
  job: optional(text()),
  description: optional(description()),
  assurance: optional(
    objectOf({
      identity_verified: optional(trueOrFalse),
      second_factor: optional(oneOf(["always", "on-request"])),
      company_officer: optional(trueOrFalse),
    }),
  ),
  refusal: optional(oneOf(["gives-up", "blocked"])),
});

const person: Check<Persona> = (place) => {
  const given = members(place);
  // What is missing has been noted: nothing is made of it.
  const isComplete =
    given?.email !== undefined && given.organizations?.every((one) => one?.siret !== undefined);
  return isComplete ? toPersona(given) : undefined;
};

/** A sentence, or one in each language. */
function description(): Check<Readonly<Record<Language, string>>> {
  const sentence = text();
  const both = objectOf({ fr: required(sentence), en: required(sentence) });
  return (place) => {
    if ("members" in place.json) return both(place);
    const same = sentence(place);
    return same === undefined ? undefined : { fr: same, en: same };
  };
}

function toPersona(given: NonNullable<ReturnType<typeof members>>): Persona {
  const [first, ...others] = given.organizations;
  const organizations = [toOrganization(first), ...others.map(toOrganization)] as const;
  const role = given.job ?? organizations[0].label;
  return {
    id: given.id,
    description: given.description ?? { fr: role, en: role },
    sub: given.sub ?? subOf(given.email),
    email: given.email,
    password: given.password ?? PASSWORD,
    givenName: given.given_name,
    familyName: given.family_name,
    organizations,
    ...(given.phone_number !== undefined && { phoneNumber: given.phone_number }),
    ...(given.job !== undefined && { job: given.job }),
    ...(given.assurance !== undefined && { assurance: camelCased(given.assurance) }),
    ...(given.refusal !== undefined && { refusal: given.refusal }),
  };
}

function toOrganization(given: NonNullable<ReturnType<typeof organization>>): PersonaOrganization {
  const usual = unknownOrganization(given.siret);
  return {
    siret: given.siret,
    label: given.label ?? usual.label,
    isCommune: given.is_commune ?? usual.isCommune,
    isPublicService: given.is_public_service ?? usual.isPublicService,
    isExternal: given.is_external ?? false,
  };
}

function refuseDuplicates(
  { json, name, problems }: Place,
  people: readonly (Persona | undefined)[],
  kept: readonly Persona[],
): void {
  const elements = "elements" in json ? json.elements : [];
  elements.forEach((element, index) => {
    const one = people[index];
    const before = [...kept, ...people.slice(0, index)];
    for (const member of ["id", "sub", "email"] as const) {
      const other = before.find((another) => one !== undefined && another?.[member] === one[member]);
      if (one === undefined || other === undefined) continue;
      const line = lineOf(element, member);
      problems.push({
        line,
        message: `${name}[${index}].${member} must be another: "${one[member]}" is that of ${other.id}`,
      });
    }
  });
}
