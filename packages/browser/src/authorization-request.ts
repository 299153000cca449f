import { safeReturnTo } from "./return-to.js";
import { keepTransaction } from "./transaction.js";

/** Where and as whom to ask: what `GET /auth/provider` tells a page. */
export interface ProviderOfPage {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly clientId: string;
  readonly scope: string;
  /** Home page of the application: `/`, or what its base URL has in its place. */
  readonly home?: string;
}

/** 43 characters: 256 random bits in base64url. */
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/**
 * Leaves for a login that this page will finish: `state`, `nonce` and the PKCE verifier (RFC 7636) are made here.
 *
 * @param returnTo - a path of this application; anything else becomes its home page, because the page goes there afterwards
 * @param path - where the routes of the server are
 */
export async function leaveForProvider(
  provider: ProviderOfPage,
  redirectUri: string,
  returnTo: string,
  path: string,
): Promise<void> {
  const [state, nonce, verifier] = [random(), random(), random()];
  keepTransaction(state, {
    issuer: provider.issuer,
    nonce,
    verifier,
    returnTo: safeReturnTo(returnTo, { home: provider.home, path }),
  });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const address = new URL(provider.authorizationEndpoint);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: provider.scope,
    state,
    nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  }))
    address.searchParams.set(name, value);
  location.assign(address);
}
