/** What a server asks a browser to keep, or to forget (RFC 6265 section 4.1). */
export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** `/` unless the header says another one. */
  readonly path: string;
  readonly isRemoval: boolean;
}

/** Reads a `Set-Cookie` header. */
export function parseSetCookie(line: string): SetCookie {
  const [pair = "", ...attributes] = line.split(/; ?/);
  const [name = "", ...value] = pair.split("=");
  const path = attributes.find((each) => /^path=/i.test(each))?.slice("path=".length) ?? "/";
  const isRemoval = attributes.some((each) => /^max-age=0$/i.test(each) || /^expires=.*1970/i.test(each));
  return { name, value: value.join("="), path, isRemoval };
}

/** The `Cookie` header of these cookies, by name; empty where there are none. */
export function cookieHeader(cookies: Iterable<readonly [name: string, value: string]>): string {
  return [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
}
