import { header, type RequestParts } from "./request-parts.js";

/** Destinations of a navigation that fills a part of another page. */
const FRAMES: ReadonlySet<string> = new Set(["iframe", "frame", "object", "embed", "fencedframe"]);

/**
 * Says whether a person's browser is going to a page, in a tab or in a frame, rather than a script asking for data. No
 * script can set the mode `navigate`. A service worker that passes a navigation on leaves its mode and takes its
 * destination away, the one of a frame too.
 *
 * @see https://www.w3.org/TR/fetch-metadata/#sec-fetch-mode-header
 */
export function isNavigation(request: RequestParts): boolean {
  const destination = header(request, "sec-fetch-dest");
  if (destination && destination !== "empty") return isPlace(destination);
  if (header(request, "sec-fetch-mode") === "navigate") return true;
  // A browser always names both; a client of Node names the mode alone.
  if (destination) return false;
  return (header(request, "accept") ?? "").includes("text/html");
}

/** Says whether the page that a browser is going to is a part of another one: the provider refuses to be shown there. */
export function isFrame(request: RequestParts): boolean {
  return isNavigation(request) && FRAMES.has(header(request, "sec-fetch-dest") ?? "");
}

/**
 * Says whether a request is certainly no navigation. One that says neither where it goes nor what it accepts, as from
 * an old browser, gets the benefit of the doubt.
 */
export function isNoNavigation(request: RequestParts): boolean {
  if (isNavigation(request)) return false;
  if (header(request, "sec-fetch-dest")) return true;
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

function isPlace(destination: string): boolean {
  return destination === "document" || FRAMES.has(destination);
}
