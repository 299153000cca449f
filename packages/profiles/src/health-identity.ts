import { finiteNumber, present, records, text, texts, type Claims } from "./claims.js";
import type { HealthCode, HealthIdentifier } from "./health-professional.js";
import { isLuhn } from "./siret.js";

/**
 * The number of the register of professionals (RPPS) in a national identifier: after the digit that tells its kind, `8`,
 * or alone. Every other kind begins with another digit.
 *
 * @see https://interop.esante.gouv.fr/ig/fhir/annuaire
 */
export function rppsOf(nationalId: string): string | undefined {
  if (/^8\d{11}$/.test(nationalId)) return nationalId.slice(1);
  return /^\d{11}$/.test(nationalId) && isLuhn(nationalId) ? nationalId : undefined;
}

/** A code with the nomenclature that it is of, `80^1.2.250.1.213.1.1.5.5` for example. */
export function healthCode(claims: Claims, name: string): HealthCode | undefined {
  return readCode(text(claims, name));
}

/** A list of such codes; what has no code is left out. */
export function healthCodes(claims: Claims, name: string): readonly HealthCode[] | undefined {
  return texts(claims, name)
    ?.map(readCode)
    .filter((code) => code !== undefined);
}

function readCode(value: string | undefined): HealthCode | undefined {
  const [code = "", system = ""] = value?.split("^").map((part) => part.trim()) ?? [];
  return code === "" ? undefined : present({ code, system: system || undefined });
}

/** The other numbers of the person; one without a number is left out. */
export function otherIdentifiers(claims: Claims): readonly HealthIdentifier[] | undefined {
  // Spelled either way in answers that were published.
  const given = records(claims, "otherIds") ?? records(claims, "otherIDs");
  return given?.flatMap((one) => {
    const id = text(one, "identifiant");
    if (id === undefined) return [];
    return [present({ id, origin: text(one, "origine"), quality: finiteNumber(one, "qualite") })];
  });
}

/** `VRAI` or `FAUX`. */
export function frenchBoolean(claims: Claims, name: string): boolean | undefined {
  const value = text(claims, name)?.toUpperCase();
  return value === "VRAI" ? true : value === "FAUX" ? false : undefined;
}
