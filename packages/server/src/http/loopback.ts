/** Host names, as `URL` spells them, that never leave the machine. */
const LOOPBACK_HOSTS: ReadonlySet<string> = new Set(["localhost", "127.0.0.1", "[::1]"]);

/** Says whether an address is safe to call: https, or http that stays on this machine. */
export function isSecure(address: URL): boolean {
  return (
    address.protocol === "https:" || (address.protocol === "http:" && LOOPBACK_HOSTS.has(address.hostname))
  );
}
