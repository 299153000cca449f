const LOOPBACK = /^(?:localhost|[\w-]+\.localhost|127(?:\.\d{1,3}){3}|\[::1\])$/i;

/** Says whether a host name, without port, always means this machine. An IPv6 address stands in brackets. */
export function isLoopbackName(name: string): boolean {
  return LOOPBACK.test(name);
}

/** The same for a `Host` header: a page elsewhere must not reach the provider under a name of its own. */
export function isLoopbackHost(host: string | undefined): boolean {
  return host !== undefined && isLoopbackName(withoutPort(host));
}

/** The same, or the one name that the provider was given. */
export function isOwnHost(host: string | undefined, name: string): boolean {
  if (host === undefined) return false;
  return isLoopbackHost(host) || withoutPort(host).toLowerCase() === name.toLowerCase();
}

function withoutPort(host: string): string {
  return host.replace(/:\d*$/, "");
}
