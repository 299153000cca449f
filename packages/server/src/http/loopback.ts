import { lookup } from "node:dns";
import type { LookupFunction } from "node:net";
import { isLoopbackName } from "@moncomptepro/profiles";

/** Says whether an address is safe to call: https, or http that stays on this machine. */
export function isSecure({ protocol, hostname }: URL): boolean {
  return protocol === "https:" || (protocol === "http:" && isLoopbackName(hostname));
}

/**
 * Finds the names under `localhost` on this machine: the resolvers of many systems and containers know `localhost` alone
 * (RFC 6761 section 6.3 asks it of us, too).
 */
export const lookUpHost: LookupFunction = (name, options, found) =>
  lookup(/\.localhost$/i.test(name) ? "localhost" : name, options, found);
