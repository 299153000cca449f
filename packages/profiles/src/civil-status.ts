import { text, texts, type Claims } from "./claims.js";
import type { CivilDate } from "./user.js";

/**
 * Given names as the civil register has them, in its order. One may hold a space, so that the list counts; without it
 * the names are what the spaces separate.
 */
export function givenNames(claims: Claims, prefix = ""): readonly string[] | undefined {
  const listed = texts(claims, `${prefix}given_name_array`);
  if (listed !== undefined && listed.length > 0) return listed;
  return text(claims, `${prefix}given_name`)?.split(/\s+/);
}

/**
 * A date of birth, of which the day, or the month and the day, may be presumed: `00` where they are unknown. Nothing when
 * it is no date.
 */
export function civilDate(claims: Claims, name: string): CivilDate | undefined {
  const value = text(claims, name);
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value ?? "");
  if (value === undefined || match === null) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  if (!isDate(year, month, day)) return undefined;
  return { value, year, ...(month > 0 && { month }), ...(day > 0 && { day }) };
}

function isDate(year: number, month: number, day: number): boolean {
  if (month === 0) return day === 0;
  const date = new Date(Date.UTC(2000, month - 1, day || 1));
  date.setUTCFullYear(year, month - 1, day || 1);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === (day || 1);
}

/**
 * A code of INSEE for a commune or a country: five characters, with a letter in Corsica. Empty, for a person who was born
 * abroad, is absent.
 *
 * @see https://www.insee.fr/fr/information/2560452
 */
export function placeCode(claims: Claims, name: string): string | undefined {
  const value = text(claims, name);
  return value !== undefined && /^\d[\dAB]\d{3}$/.test(value) ? value : undefined;
}
