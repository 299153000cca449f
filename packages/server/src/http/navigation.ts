import { header, type RequestParts } from "./request-parts.js";

/**
 * Says whether a person's browser is going to a page, rather than a script asking for data.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-dest-header
 */
export function isNavigation(request: RequestParts): boolean {
  const destination = header(request, "sec-fetch-dest");
  if (destination) return destination === "document" || destination === "iframe";
  return (header(request, "accept") ?? "").includes("text/html");
}

/**
 * Says whether a request is certainly no navigation. One that says neither where it goes nor what it accepts, as from
 * an old browser, gets the benefit of the doubt.
 */
export function isNoNavigation(request: RequestParts): boolean {
  if (header(request, "sec-fetch-dest")) return !isNavigation(request);
  const accept = header(request, "accept");
  return accept !== undefined && !accept.includes("text/html") && !accept.includes("*/*");
}

/** Says whether a browser or a proxy loads an address in advance, before a person asked for it. */
export function isPrefetch(request: RequestParts): boolean {
  const purpose = [header(request, "sec-purpose"), header(request, "purpose"), header(request, "x-moz")].join(
    " ",
  );
  return /prefetch|prerender|preview/i.test(purpose);
}
