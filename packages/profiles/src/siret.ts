/** SIREN of La Poste, whose establishments do not follow the Luhn checksum (INSEE, Sirene documentation). */
const LA_POSTE = "356000000";

/**
 * Says whether a value is a SIREN: 9 digits whose Luhn checksum holds. Nine zeros, whose checksum holds by accident, are
 * no establishment's.
 *
 * @see https://www.insee.fr/fr/metadonnees/definition/c2047
 */
export function isSiren(value: string): boolean {
  return /^(?!0{9})\d{9}$/.test(value) && isLuhn(value);
}

/**
 * Says whether a value is a SIRET: 14 digits whose Luhn checksum holds, on the whole and on its first nine, the
 * SIREN. The establishments of La Poste are the exception: the plain sum of their digits is a multiple of five.
 * Establishments are numbered from 1 in the four digits after the SIREN: with zeros there it is no establishment's.
 *
 * @see https://www.insee.fr/fr/metadonnees/definition/c1841
 */
export function isSiret(value: string): boolean {
  if (!/^\d{9}(?!0000)\d{5}$/.test(value) || !isSiren(value.slice(0, 9))) return false;
  if (isLuhn(value)) return true;
  return value.startsWith(LA_POSTE) && digitSum(value) % 5 === 0;
}

/** A SIRET as people and some sources write it, in groups: the same without spaces, no-break ones included. */
export function withoutSpaces(value: string): string {
  return value.replaceAll(/[\p{Zs}\t]/gu, "");
}

/** Says whether the Luhn checksum of digits holds, the last one being its key. */
export function isLuhn(digits: string): boolean {
  return luhnSum(digits) % 10 === 0;
}

function luhnSum(digits: string): number {
  let sum = 0;
  for (let position = 0; position < digits.length; position += 1) {
    const digit = Number(digits[digits.length - 1 - position]);
    const weighted = position % 2 === 0 ? digit : digit * 2;
    sum += weighted > 9 ? weighted - 9 : weighted;
  }
  return sum;
}

function digitSum(digits: string): number {
  return Array.from(digits, Number).reduce((sum, digit) => sum + digit, 0);
}
