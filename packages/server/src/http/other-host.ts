import { routeAddress } from "../route-address.js";
import type { Settings } from "../settings/settings.js";
import { header, path, query, type RequestParts } from "./request-parts.js";
import { seeOther } from "./responses.js";

/** Parameter of the login route: the browser was sent to our host already. */
const MOVED = "moved";

/**
 * Says whether a person opened the application under another name, for example `127.0.0.1` instead of `localhost`: they
 * would come back from the provider without the cookie that was set there. A request that was sent to the right name
 * already, as its address says, counts as right: behind a proxy that changes the Host header every request seems to come
 * from elsewhere, whether the client keeps cookies or not.
 */
export function isElsewhere(request: RequestParts, settings: Settings): boolean {
  if (isAtOwnHost(request, settings)) return false;
  if (!wasMoved(request)) return true;
  settings.logger.debug("The Host header is not the base URL's: does a proxy change it?", {
    host: hostOf(request),
    expected: new URL(settings.origin).host,
  });
  return false;
}

/**
 * Sends a person who opened a route of ours elsewhere to the right host.
 *
 * @returns undefined when they are there, or were sent there already
 */
export function sendToOwnHost(request: RequestParts, settings: Settings): Response | undefined {
  if (!isElsewhere(request, settings)) return undefined;
  return seeOther(`${settings.origin}${path(request)}?${marked(query(request))}`);
}

/**
 * The same for a form, which a page of another host sent. By the page's own word: a proxy that changes the Host header
 * leaves it alone. A page that gives none counts as right.
 *
 * @param route - path of the page that asks first, at the right host
 */
export function formToOwnHost(
  request: RequestParts,
  route: string,
  { origin }: Pick<Settings, "origin">,
): string | undefined {
  const from = header(request, "origin");
  if (!from || from === "null" || from === origin) return undefined;
  return `${origin}${route}`;
}

export function isAtOwnHost(request: RequestParts, { origin }: Pick<Settings, "origin">): boolean {
  const host = hostOf(request);
  return host === undefined || host === new URL(origin).host;
}

/** Says whether a request to the login route was sent to our host. */
export function wasMoved(request: RequestParts): boolean {
  return query(request).has(MOVED);
}

/**
 * An address of the login route at our own host.
 *
 * @param parameters - of the login
 */
export function loginAtOwnHost(parameters: URLSearchParams, settings: Settings): string {
  return `${settings.origin}${routeAddress("login", undefined, settings)}?${marked(parameters)}`;
}

function marked(parameters: URLSearchParams): string {
  const moved = new URLSearchParams(parameters);
  moved.set(MOVED, "1");
  return moved.toString();
}

function hostOf(request: RequestParts): string | undefined {
  const { url = "" } = request;
  return (header(request, "host") ?? (URL.canParse(url) ? new URL(url).host : undefined))?.toLowerCase();
}
