import { parseCookie, serializeCookie } from "cookie-es";
import { header, type RequestParts } from "./request-parts.js";

/** Cookies of a request by name. */
export type Cookies = Readonly<Record<string, string | undefined>>;

/** How the cookies of an application are written. */
export interface CookieRules {
  readonly secureCookies: boolean;
  readonly cookieName: string;
}

/** Our values are base64url and dots: nothing to decode. */
const asIs = (value: string): string => value;

export function readCookies(request: RequestParts): Cookies {
  return parseCookie(header(request, "cookie") ?? "", { decode: asIs });
}

/**
 * Full name of a cookie of ours. The prefix makes browsers refuse it from a sub-domain or over http.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-the-__host-prefix
 */
export function cookieName({ secureCookies, cookieName: first }: CookieRules, last: string): string {
  return `${secureCookies ? "__Host-" : ""}${first}.${last}`;
}

/** The cookies of a browser once it has kept those of an answer. */
export function withSetCookie(cookies: Cookies, setCookie: readonly string[]): Cookies {
  const pairs = setCookie.map((each) => (each.split(";", 1)[0] ?? "").split(/=(.*)/s, 2));
  return { ...cookies, ...(Object.fromEntries(pairs) as Record<string, string>) };
}

/**
 * A `Set-Cookie` header.
 *
 * @param maxAge - seconds; without it the cookie ends with the browser
 */
export function writeCookie(
  { secureCookies }: CookieRules,
  name: string,
  value: string,
  maxAge?: number,
): string {
  return serializeCookie(name, value, {
    encode: asIs,
    path: "/",
    httpOnly: true,
    sameSite: "lax",
    secure: secureCookies,
    ...(maxAge !== undefined && { maxAge }),
  });
}

export function removeCookie(rules: CookieRules, name: string): string {
  return writeCookie(rules, name, "", 0);
}
