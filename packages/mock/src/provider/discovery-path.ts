import type { Profile } from "@moncomptepro/profiles";

/** Where oidc-provider has its discovery document, and most providers do. */
export const STANDARD_DISCOVERY = "/.well-known/openid-configuration";

/** Where the discovery document is under the issuer: the profile says so where it is not at the standard address. */
export function discoveryPath({ environments }: Profile): string {
  const known = Object.values(environments).find(({ discovery }) => discovery !== undefined);
  return known?.discovery?.slice(known.issuer.length) ?? STANDARD_DISCOVERY;
}
