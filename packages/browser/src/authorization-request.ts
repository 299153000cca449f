import { keepAttempt } from "./login-attempt.js";
import { pathOf } from "./path-of.js";

/** Where and as whom to ask: what `GET /auth/provider` tells a page. */
export interface ProviderOfPage {
  readonly issuer: string;
  readonly authorizationEndpoint: string;
  readonly clientId: string;
  readonly scope: string;
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
 * @param returnTo - a path of this application; anything else becomes its home page, for the page goes there afterwards
 */
export async function leaveForProvider(
  provider: ProviderOfPage,
  redirectUri: string,
  returnTo: string,
): Promise<void> {
  const [state, nonce, verifier] = [random(), random(), random()];
  const target = new URL(returnTo, location.origin);
  keepAttempt(state, {
    issuer: provider.issuer,
    nonce,
    verifier,
    returnTo: target.origin === location.origin ? pathOf(target) : "/",
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
