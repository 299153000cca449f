import { text, type Claims } from "./claims.js";

/**
 * One @ with something on both sides: whether it exists is the provider's affair. Nothing invisible, and none of what
 * makes a list, a name or a comment of it in a message's header (RFC 5322 section 3.2.3, RFC 5321 section 4.5.3.1).
 */
const ADDRESS = /^[^\s\p{C}@,;:<>()[\]\\"]+@[^\s\p{C}@,;:<>()[\]\\"]+$/u;

/** Characters at most (RFC 5321 section 4.5.3.1.3). */
const MAXIMUM = 254;

/** Says whether a text has the form of one e-mail address. */
export function isEmail(value: string): boolean {
  return value.length <= MAXIMUM && ADDRESS.test(value);
}

/** A claim that is an e-mail address; nothing where it is none, or where the provider says that it is not verified. */
export function email(claims: Claims, name = "email"): string | undefined {
  const value = text(claims, name);
  const isRefuted = claims[`${name}_verified`] === false;
  return value !== undefined && !isRefuted && isEmail(value) ? value : undefined;
}
