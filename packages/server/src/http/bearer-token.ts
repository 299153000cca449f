/** Characters that an access token may have. FranceConnect's have 43. */
const LONGEST = 4_096;

/** Says whether a value can be an access token (RFC 6750 section 2.1): any other is neither sent nor asked about. */
export function isBearerToken(value: unknown): value is string {
  return typeof value === "string" && value.length <= LONGEST && /^[\w.~+/-]+=*$/.test(value);
}
