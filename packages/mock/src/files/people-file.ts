import * as v from "valibot";
import type { Language } from "@moncomptepro/profiles";
import { camelCased } from "../letter-case.js";
import { normalizeEmail, normalizeSiret, PASSWORD, subOf, unknownOrganization } from "../people/made-up.js";
import type { Persona, PersonaOrganization } from "../people/persona.js";
import { readJsonFile } from "./read-json-file.js";
import {
  checkedWhole,
  elementOf,
  isObject,
  listOf,
  memberOf,
  objectOf,
  oneOf,
  text,
  trueOrFalse,
  type Checked,
  type TextRule,
} from "./schema.js";

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
  "must be an e-mail address in lower case, for example jeanne.exemple@mairie.example",
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
  siret: text(siret),
  label: v.optional(text()),
  is_commune: v.optional(trueOrFalse),
  is_public_service: v.optional(trueOrFalse),
  is_external: v.optional(trueOrFalse),
});

const sentence = text();
const bothLanguages = objectOf({ fr: sentence, en: sentence });

/** A sentence, or one in each language. */
const description = v.lazy((input): v.GenericSchema<unknown, string | Readonly<Record<Language, string>>> =>
  isObject(input) ? bothLanguages : (sentence as v.GenericSchema<unknown, string>),
);

const person = objectOf({
  id: text(id),
  email: text(email),
  given_name: text(),
  family_name: text(),
  organizations: listOf(organization, "organisations"),
  sub: v.optional(text(digits)),
  password: v.optional(text()),
  phone_number: v.optional(text()),
  job: v.optional(text()),
  description: v.optional(description),
  assurance: v.optional(
    objectOf({
      identity_verified: v.optional(trueOrFalse),
      second_factor: v.optional(oneOf(["always", "on-request"])),
      company_officer: v.optional(trueOrFalse),
      level: v.optional(oneOf(["eidas2", "eidas3"])),
    }),
  ),
  refusal: v.optional(oneOf(["gives-up", "blocked"])),
});

/**
 * Reads the file of `--people`: a list of people, under the names of the claims.
 *
 * @param others those that are there already, so that no two people have the same `sub` or e-mail address; the one
 *   with the same id is replaced
 * @returns all the people: the others, then those of the file
 * @throws MockOptionsError with everything that is wrong in it, line by line
 */
export function readPeopleFile(path: string, others: readonly Persona[]): Persona[] {
  const schema = checkedWhole(listOf(person, "people"), refuseDuplicates(others));
  const people = readJsonFile(path, "people", schema).map(toPersona);
  return [...others.filter(({ id: other }) => !people.some((one) => one.id === other)), ...people];
}

function toPersona(given: v.InferOutput<typeof person>): Persona {
  const [first, ...others] = given.organizations;
  const organizations = [toOrganization(first), ...others.map(toOrganization)] as const;
  const { description: described = given.job ?? organizations[0].label } = given;
  return {
    id: given.id,
    description: isObject(described) ? described : { fr: described, en: described },
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

function toOrganization(given: v.InferOutput<typeof organization>): PersonaOrganization {
  const usual = unknownOrganization(given.siret);
  return {
    siret: given.siret,
    label: given.label ?? usual.label,
    isCommune: given.is_commune ?? usual.isCommune,
    isPublicService: given.is_public_service ?? usual.isPublicService,
    isExternal: given.is_external ?? false,
  };
}

/** Says which people are told apart by nothing. A member that is wrong itself is not compared. */
function refuseDuplicates(others: readonly Persona[]): (checked: Checked) => void {
  return ({ value: people, issues, addIssue }) => {
    if (!Array.isArray(people)) return;
    const wrong = new Set(
      issues.map(({ path }) =>
        path
          ?.map(({ key }) => key)
          .slice(0, 2)
          .join("."),
      ),
    );
    const given = people.map((one: unknown, index) => {
      // Of a person who lacks either, nothing is made.
      const isComplete =
        isObject(one) && !wrong.has(`${index}.email`) && !wrong.has(`${index}.organizations`);
      if (!isComplete) return undefined;
      return { id: one["id"], sub: one["sub"] ?? subOf(String(one["email"])), email: one["email"] };
    });
    const kept = others.filter(({ id: other }) => !given.some((one) => one?.id === other));
    given.forEach((one, index) => {
      for (const member of ["id", "sub", "email"] as const) {
        const before = [...kept, ...given.slice(0, index)];
        const other = before.find((another) => one !== undefined && another?.[member] === one[member]);
        if (one === undefined || other === undefined || wrong.has(`${index}.${member}`)) continue;
        addIssue({
          message: `must be another: "${String(one[member])}" is that of ${String(other.id)}`,
          path: [elementOf(people, index), memberOf(people[index] as Record<string, unknown>, member)],
        });
      }
    });
  };
}
