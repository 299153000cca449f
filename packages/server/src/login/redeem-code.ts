import { AuthError } from "../errors.js";
import type { Provider } from "../provider/provider.js";
import type { TokenAnswer } from "./id-token.js";
import type { Transaction } from "./transaction.js";

/**
 * Exchanges the code for tokens, once: it is never tried again, for a code that is used twice ends the first tokens.
 *
 * @throws AuthError `client_refused`, `authorization_response_invalid`, `token_response_invalid`, `id_token_invalid`,
 *   or what calling the provider throws
 */
export async function redeemCode(
  response: URLSearchParams,
  { state, nonce, verifier }: Transaction,
  redirectUri: string,
  provider: Provider,
): Promise<TokenAnswer> {
  const { authorizationCodeGrant } = await import("openid-client");
  // The configured address and not the request's: a proxy in front may have changed the latter.
  const address = new URL(`${redirectUri}?${response.toString()}`);
  const checks = { expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  const configuration = await provider.configuration();
  try {
    const tokens = await authorizationCodeGrant(configuration, address, {
      ...checks,
      ...(verifier && { pkceCodeVerifier: verifier }),
    });
    if (!tokens.id_token) throw new AuthError("token_response_invalid", { hint: "no ID token" });
    const { id_token: idToken, access_token: accessToken, refresh_token: refreshToken } = tokens;
    return { idToken, accessToken, ...(refreshToken !== undefined && { refreshToken }) };
  } catch (error) {
    throw await translateTokenError(error);
  }
}

/** Says in our words what the token endpoint, or openid-client about it, said. */
export async function translateTokenError(error: unknown): Promise<unknown> {
  const { ResponseBodyError } = await import("openid-client");
  if (error instanceof AuthError) return error;
  if (error instanceof ResponseBodyError) {
    const hint = `the token endpoint answers ${error.status} ${error.error}`;
    if (error.error === "invalid_grant") {
      return new AuthError("authorization_response_invalid", { hint, cause: error });
    }
    const check = "check the client id, the secret and the redirect URI";
    return new AuthError("client_refused", { hint: `${hint}: ${check}`, cause: error });
  }
  // openid-client keeps what is useful in the cause.
  const reason = error instanceof Error ? (error.cause ?? error) : error;
  if (reason instanceof AuthError) return reason;
  if (reason instanceof Response) {
    const hint = `the token endpoint answers ${reason.status}`;
    return new AuthError(reason.status >= 500 ? "provider_error" : "token_response_invalid", {
      hint,
      cause: error,
    });
  }
  const message = reason instanceof Error ? reason.message : "unreadable answer";
  const code = /JW[TSE]|ID Token/i.test(message) ? "id_token_invalid" : "token_response_invalid";
  return new AuthError(code, { hint: message, cause: error });
}
