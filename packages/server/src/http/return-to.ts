import type { Settings } from "../settings/settings.js";

/** Bytes of an address as a URL spells it, where one `é` takes six. */
const MAXIMUM_BYTES = 1024;

/**
 * The page to come back to after a login: a path within the application. Whatever else was given, the answer is the
 * application's home page, because a person must never be sent to another site (RFC 9700 section 4.11). A path that is too
 * long with its query goes without. `@moncomptepro/browser` has the same rule, and the same table of cases.
 */
export function safeReturnTo(value: unknown, settings: Settings): string {
  const home = `${settings.basePath}/`;
  if (value === undefined || value === null || value === "") return home;
  const address = typeof value === "string" ? inside(value, settings) : undefined;
  const whole = address && wholePath(address);
  if (whole !== undefined && whole.length <= MAXIMUM_BYTES) return whole;
  if (address && address.pathname.length <= MAXIMUM_BYTES) {
    settings.logger.warn(
      "return_to_shortened",
      `A returnTo of more than ${MAXIMUM_BYTES} bytes lost its query.`,
    );
    return address.pathname;
  }
  settings.logger.warn(
    "return_to_replaced",
    "A returnTo that is not a path of the application was replaced by /.",
  );
  return home;
}

/** A path within the application, and none of our routes, as a URL spells it; undefined for anything else. */
export function pathOfApplication(value: string, settings: Settings): string | undefined {
  const address = inside(value, settings);
  return address && wholePath(address);
}

function wholePath({ pathname, search, hash }: URL): string {
  return `${pathname}${search}${hash}`;
}

function inside(value: string, { origin, basePath, path }: Settings): URL | undefined {
  // A backslash is a slash to a browser, and it drops tabs and line breaks: no honest path holds any of them.
  if (!/^\/(?!\/)/.test(value) || /[\\\p{Cc}]/u.test(value)) return undefined;
  const address = new URL(value, origin);
  if (address.origin !== origin || address.pathname.startsWith("//")) return undefined;

  const within = address.pathname === basePath || address.pathname.startsWith(`${basePath}/`);
  // Coming back to a route of ours would start over, or log out.
  const ours = address.pathname === path || address.pathname.startsWith(`${path}/`);
  return within && !ours ? address : undefined;
}
