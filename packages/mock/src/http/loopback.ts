import { isLoopbackName } from "@moncomptepro/profiles";

/** Says whether a `Host` header always means this machine: a page elsewhere must not reach the provider under a name of its own. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && isLoopbackName(withoutPort(host).toLowerCase());
}

/** The same, or the one name that the provider was given. */
export function isOwnHost(host: string | undefined, name: string): boolean {
  if (host === undefined) return false;
  return isLoopbackHost(host) || withoutPort(host).toLowerCase() === name.toLowerCase();
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, "");
}
