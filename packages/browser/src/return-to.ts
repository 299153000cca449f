import { pathOf } from "./path-of.js";

/** Characters of an address as a URL spells it. */
const MAXIMUM_LENGTH = 1024;

/** What of the application's origin a login may come back to. */
export interface Bounds {
  /** Its home page, under which all of it is, with the slash at its end. `/` by default. */
  readonly home?: string | undefined;
  /** Where the routes of the server are: coming back there would start over, or log out. */
  readonly path?: string | undefined;
}

/**
 * The page to come back to after a login: a path within the application; anything else becomes its home page. The rule of
 * `@moncomptepro/server`, which never sees this one, with the same table of cases.
 */
export function safeReturnTo(value: string, { home = "/", path }: Bounds = {}): string {
  // A backslash is a slash to a browser, and it drops tabs and line breaks.
  if (!/^\/(?!\/)/.test(value) || /[\\\p{Cc}]/u.test(value)) return home;
  const address = new URL(value, location.origin);
  const { pathname } = address;
  const isWithin = (root: string): boolean => `${pathname}/`.startsWith(root);
  if (pathname.startsWith("//") || !isWithin(home) || (path && isWithin(`${path}/`))) return home;
  return [pathOf(address), pathname].find(({ length }) => length <= MAXIMUM_LENGTH) ?? home;
}
