import type { Settings } from "../settings/settings.js";

const MAXIMUM_BYTES = 1024;

/**
 * The page to come back to after a login: a path within the application. Whatever else was given, the answer is the
 * application's home page, for a person must never be sent to another site (RFC 9700 section 4.11).
 */
export function safeReturnTo(value: unknown, settings: Settings): string {
  const home = `${settings.basePath}/`;
  if (value === undefined || value === null || value === "") return home;
  const path = typeof value === "string" ? inside(value, settings) : undefined;
  if (path === undefined)
    settings.logger.warn("A returnTo that is no path of the application was replaced by /.");
  return path ?? home;
}

function inside(value: string, { origin, basePath, path }: Settings): string | undefined {
  // A backslash is a slash to a browser, and it drops tabs and line breaks: no honest path holds any of them.
  if (!value.startsWith("/") || /[\\\p{Cc}]/u.test(value) || Buffer.byteLength(value) > MAXIMUM_BYTES)
    return undefined;
  const address = URL.canParse(value, origin) ? new URL(value, origin) : undefined;
  if (!address || address.origin !== origin || address.pathname.startsWith("//")) return undefined;

  const within = address.pathname === basePath || address.pathname.startsWith(`${basePath}/`);
  // Coming back to a route of ours would start over, or log out.
  const ours = address.pathname === path || address.pathname.startsWith(`${path}/`);
  return within && !ours ? `${address.pathname}${address.search}${address.hash}` : undefined;
}
