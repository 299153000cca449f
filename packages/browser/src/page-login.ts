import { ClientError } from "./client-error.js";
import type { FinishedLogin } from "./client.js";
import type { KnownUser } from "./known-user.js";
import { keepAttempt, takeAttempt } from "./login-attempt.js";
import { pathOf } from "./path-of.js";
import { requestJson } from "./request-json.js";

/** 43 characters: 256 random bits in base64url. */
const random = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)));

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replace(/=+$/, "");

/**
 * Begins a login that this page will finish: `state`, `nonce` and the PKCE verifier (RFC 7636) are made here.
 */
export async function startPageLogin(path: string, redirectUri: string, returnTo: string): Promise<void> {
  const provider = await requestJson(`${path}/provider`);
  const [state, nonce, verifier] = [random(), random(), random()];
  const target = new URL(returnTo, location.origin);
  keepAttempt(state, {
    issuer: provider.issuer as string,
    nonce,
    verifier,
    // A path of this application and nothing else: the page goes there.
    returnTo: target.origin === location.origin ? pathOf(target) : "/",
  });
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier));
  const address = new URL(provider.authorizationEndpoint as string);
  for (const [name, value] of Object.entries({
    response_type: "code",
    client_id: provider.clientId as string,
    redirect_uri: redirectUri,
    scope: provider.scope as string,
    state,
    nonce,
    code_challenge: base64url(new Uint8Array(digest)),
    code_challenge_method: "S256",
  }))
    address.searchParams.set(name, value);
  location.assign(address);
}

/**
 * Finishes a login with the answer in the address: checked here first, so that nothing of another provider or of another
 * tab is sent on, then redeemed by the server.
 */
export async function finishPageLogin(
  path: string,
  redirectUri: string | undefined,
  known: KnownUser,
): Promise<FinishedLogin | undefined> {
  if (!redirectUri) throw new TypeError("handleCallback() needs the option redirectUri");
  const answer = new URLSearchParams(location.search);
  const state = answer.get("state");
  const error = answer.get("error");
  // A page may have a `state` of its own.
  if (state === null || !(error ?? answer.get("code"))) return undefined;
  const attempt = takeAttempt(state);
  if (!attempt) {
    // A reload, the back button, a link kept: with a session there is nothing to repair.
    const user = await known.get();
    if (user) return { user, returnTo: location.pathname };
    throw new ClientError("not of this tab", undefined, "login_expired");
  }
  const { issuer, nonce, verifier, returnTo } = attempt;
  const iss = answer.get("iss");
  // RFC 9207 section 2.4; the server knows whether one had to be there.
  if (iss !== null && iss !== issuer) throw new ClientError(iss, undefined, "issuer_mismatch");
  if (error !== null) throw new ClientError(answer.get("error_description") ?? "", undefined, error);
  const body = await requestJson(`${path}/callback`, {
    code: answer.get("code"),
    state,
    ...(iss !== null && { iss }),
    redirect_uri: redirectUri,
    code_verifier: verifier,
    nonce,
  });
  const user = known.set(body);
  if (!user) throw new ClientError(`${path}/callback`, body);
  return { user, returnTo };
}
