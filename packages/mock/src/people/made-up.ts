import { createHash } from "node:crypto";
import { isSiret } from "@moncomptepro/profiles";
import type { Persona, PersonaOrganization } from "./persona.js";

/** The password of every person. It is shown on the page that asks for it. */
export const PASSWORD = "password123";

/**
 * The `sub` of a person who was given none: always the same for an e-mail, 13 digits, so that it is none of the short
 * ones of the built-in people and still a whole number in any language.
 *
 * @param email in lower case
 */
export function subOf(email: string): string {
  const hash = createHash("sha256").update(email).digest().readUIntBE(0, 6);
  return String(1_000_000_000_000 + (hash % 9_000_000_000_000));
}

const EMAIL = /^[^\s@"<>()[\]\\,;:]+@[^\s@"<>()[\]\\,;:]+$/;

/** An e-mail address as it is compared: without spaces around, in lower case; undefined when it is none. */
export function normalizeEmail(value: string): string | undefined {
  const email = value.trim().toLowerCase();
  return email.length <= 254 && EMAIL.test(email) ? email : undefined;
}

/** A SIRET without the spaces that people write in it; undefined when it is none. */
export function normalizeSiret(value: string): string | undefined {
  const siret = value.replaceAll(/\s/g, "");
  return isSiret(siret) ? siret : undefined;
}

/**
 * Makes a person up from what an application needs at least. The name comes from the e-mail address.
 *
 * @param email in lower case
 * @param organization whom the person acts for
 */
export function makeUp(email: string, organization: PersonaOrganization): Persona {
  const words = (email.split("@", 1)[0] ?? "").split(/[^\p{L}\p{M}]+/u).filter(Boolean);
  const [givenName = "Camille", ...familyName] = words.map(capitalize);
  return {
    id: email,
    description: { fr: "Personne inventée sur place", en: "Made up on the spot" },
    sub: subOf(email),
    email,
    password: PASSWORD,
    givenName,
    familyName: familyName.join(" ") || "Exemple",
    organizations: [organization],
  };
}

/**
 * An organisation of which only the number is known. A SIREN that begins with 1 or 2 is a public body’s, with 21 a
 * commune’s.
 *
 * @see https://www.insee.fr/fr/metadonnees/definition/c2047
 */
export function unknownOrganization(siret: string): PersonaOrganization {
  return {
    siret,
    label: `Établissement ${siret}`,
    isCommune: siret.startsWith("21"),
    isPublicService: /^[12]/.test(siret),
    isExternal: false,
  };
}

function capitalize(word: string): string {
  return word.charAt(0).toLocaleUpperCase("fr") + word.slice(1);
}
