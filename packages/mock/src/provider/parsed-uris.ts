import type { Provider } from "oidc-provider";

type Client = Provider["Client"]["prototype"];

/**
 * Compares the redirect URIs of the provider's clients once they are parsed, as oidc-provider 9.7.0 did and the version
 * here no longer does: a host in capitals, dots in the path and a final slash of a bare origin make no difference.
 */
export function compareParsedUris(provider: Provider): void {
  Object.assign(provider.Client.prototype, {
    redirectUriAllowed(this: Client, uri: string): boolean {
      return isAmong(uri, this.redirectUris);
    },
    postLogoutRedirectUriAllowed(this: Client, uri: string): boolean {
      return isAmong(uri, this.postLogoutRedirectUris);
    },
  });
}

function isAmong(uri: string, registered: readonly string[] = []): boolean {
  return registered.some((one) => isSameAddress(uri, one, "parsed"));
}

/** Says whether an address is the one registered, compared as it is written or once parsed. */
export function isSameAddress(uri: string, registered: string, how: "exact" | "parsed"): boolean {
  if (how === "exact") return uri === registered;
  return URL.canParse(uri) && new URL(registered).href === new URL(uri).href;
}
