/** Says whether two addresses name the same issuer: a discovery document may add or drop the final slash. */
export function isSameIssuer(one: string, other: string): boolean {
  return withoutSlash(one) === withoutSlash(other);
}

/** An address without its final slash. */
export function withoutSlash(address: string): string {
  return address.replace(/\/$/, "");
}
