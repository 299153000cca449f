import { isServer } from "lit";
import { warnOnce } from "./warn.js";

/** Where the routes of `@moncomptepro/server` start a login. */
export const DEFAULT_LOGIN_ADDRESS = "/auth/login";

/**
 * The address, byte for byte, when a login may start there; else undefined and one warning.
 *
 * Allowed: anything within this origin, and other origins by an absolute `https:` address. An authorize endpoint
 * refuses parameters it doesn't know, so nothing is ever added.
 */
export function safeLoginAddress(address: string): string | undefined {
  if (isSafe(address)) return address;
  warnOnce(`href “${address}” is refused: use a path, or https://…`);
  return undefined;
}

function isSafe(address: string): boolean {
  try {
    // Tested on the text: on an https: page, a protocol-relative address has that scheme too once resolved.
    if (/^https:\/\//i.test(address.trim())) return Boolean(new URL(address));
    // On a server there is no document: any stand-in tells a relative address from an absolute one.
    const { origin, protocol } = new URL(address, isServer ? "https://page.invalid" : document.baseURI);
    if (isServer) return origin === "https://page.invalid";
    // Not compared with the base, for <base> may name another origin. The location of a frame with srcdoc has none, and
    // one in a sandbox has none but in its location.
    return protocol.startsWith("http") && [location.origin, window.origin].includes(origin);
  } catch {
    return false;
  }
}
