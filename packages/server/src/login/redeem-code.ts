import { AuthError } from "../errors.js";
import type { Provider } from "../provider/provider.js";
import type { Settings } from "../settings/settings.js";
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
  { redirectUri }: Settings,
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
    return { idToken: tokens.id_token, accessToken: tokens.access_token };
  } catch (error) {
    throw await translate(error);
  }
}

async function translate(error: unknown): Promise<unknown> {
  const { ClientError, ResponseBodyError } = await import("openid-client");
  if (error instanceof AuthError) return error;
  if (error instanceof ResponseBodyError) {
    const hint = `the token endpoint answers ${error.status} ${error.error}`;
    if (error.status >= 500) return new AuthError("provider_error", { hint, cause: error });
    if (error.error === "invalid_grant")
      return new AuthError("authorization_response_invalid", { hint, cause: error });
    return new AuthError("client_refused", {
      hint: `${hint}: check the client id, the secret and the redirect URI`,
      cause: error,
    });
  }
  // openid-client keeps the useful message in the cause.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const message = reason instanceof Error ? reason.message : "unreadable answer";
  if (error instanceof ClientError && error.cause instanceof AuthError) return error.cause;
  if (/JWT|ID Token|JWS/i.test(message))
    return new AuthError("id_token_invalid", { hint: message, cause: error });
  return new AuthError("token_response_invalid", { hint: message, cause: error });
}
