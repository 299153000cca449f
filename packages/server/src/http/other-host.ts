import type { Settings } from "../settings/settings.js";
import { cookieName, readCookies, writeCookie } from "./cookies.js";
import { header, pathAndQuery, type RequestParts } from "./request-parts.js";
import { seeOther } from "./responses.js";

/**
 * A person who opened the application under another name, for example `127.0.0.1` instead of `localhost`, would come
 * back from the provider without the cookie that was set there: they are sent to the right name first. Once only,
 * because every request seems to come from elsewhere behind a proxy that does not pass on the Host header.
 *
 * @returns the answer; undefined when the request came to the right host, or was sent there already
 */
export function sendToOwnHost(request: RequestParts, settings: Settings): Response | undefined {
  const host = header(request, "host") ?? hostOf(request.url);
  const { host: expected } = new URL(settings.origin);
  if (host === undefined || host.toLowerCase() === expected) return undefined;

  const moved = cookieName(settings, "moved");
  if (readCookies(request)[moved]) {
    settings.logger.debug("The Host header is not the base URL's: does a proxy change it?", {
      host,
      expected,
    });
    return undefined;
  }
  return seeOther(`${settings.origin}${pathAndQuery(request)}`, [writeCookie(settings, moved, "1", 10)]);
}

function hostOf(url = ""): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
