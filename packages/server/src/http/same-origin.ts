import { AuthError } from "../errors.js";
import { header, type RequestParts } from "./request-parts.js";

/**
 * Refuses a POST that another site made the browser send. A page with `Referrer-Policy: no-referrer` sends
 * `Origin: null` even to itself, which is why the newer header decides when it is there.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header
 * @throws AuthError `cross_origin_request`
 */
export function requireSameOrigin(request: RequestParts, origin: string): void {
  if (isSameOrigin(request, origin)) return;
  const site = header(request, "sec-fetch-site");
  throw new AuthError("cross_origin_request", {
    hint: `Sec-Fetch-Site is ${site ?? "absent"}, Origin is ${header(request, "origin") ?? "absent"}; expected same-origin or ${origin}`,
  });
}

/**
 * Refuses what a form or a script of another site sends to a route of the application. A link may come from anywhere,
 * an e-mail for example, and what is no browser sends neither header.
 *
 * @throws AuthError `cross_origin_request`
 */
export function refuseOtherSites(request: RequestParts, origin: string): void {
  const isLink = request.method === "GET" || request.method === "HEAD";
  const isSilent = !header(request, "sec-fetch-site") && !header(request, "origin");
  if (!isLink && !isSilent) requireSameOrigin(request, origin);
}

/**
 * Refuses a reading that a browser makes for a page of another origin, a sub-domain's included. A browser of before the
 * header, and what is no browser, does not send it; an address that a person opens says `none`.
 *
 * @throws AuthError `cross_origin_request`
 */
export function requireOwnReader(request: RequestParts): void {
  const site = header(request, "sec-fetch-site");
  if (!site || site === "same-origin" || site === "none") return;
  throw new AuthError("cross_origin_request", {
    hint: `Sec-Fetch-Site is ${site}; expected same-origin or none`,
  });
}

/** Says whether a page of the application itself made a request. Without a body, an old browser does not tell. */
export function isSameOrigin(request: RequestParts, origin: string): boolean {
  const site = header(request, "sec-fetch-site");
  return site ? site === "same-origin" : header(request, "origin") === origin;
}
