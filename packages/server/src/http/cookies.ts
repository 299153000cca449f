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

/** Says whether a browser sent any cookie of this application: one that blocks them sends none. */
export function hasCookieOfOurs(cookies: Cookies, rules: CookieRules): boolean {
  const prefix = cookieName(rules, "");
  return Object.keys(cookies).some((name) => name.startsWith(prefix));
}

/** The cookies that a browser holds once it got these `Set-Cookie` headers of ours. */
export function cookiesAfter(cookies: Cookies, setCookie: readonly string[]): Cookies {
  const changed = setCookie.map((each) => {
    const [pair = ""] = each.split(";", 1);
    const end = pair.indexOf("=");
    return [pair.slice(0, end), pair.slice(end + 1) || undefined] as const;
  });
  const after = Object.entries({ ...cookies, ...Object.fromEntries(changed) });
  return Object.fromEntries(after.filter(([, value]) => value !== undefined));
}

/**
 * Full name of a cookie of ours. The prefix makes browsers refuse it from a sub-domain or over http.
 *
 * @see https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis#name-the-__host-prefix
 */
export function cookieName({ secureCookies, cookieName: first }: CookieRules, last: string): string {
  return `${secureCookies ? "__Host-" : ""}${first}.${last}`;
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
