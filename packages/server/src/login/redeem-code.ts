import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { loadOpenidClient } from "../lazy-libraries.js";
import type { Provider } from "../provider/provider.js";
import { tokenError } from "../provider/token-error.js";
import type { TokenAnswer } from "./id-token.js";
import type { Transaction } from "./transaction.js";

/**
 * Exchanges the code for tokens, once: it is never tried again, because a code that is used twice ends the first
 * tokens.
 *
 * @throws AuthError `client_refused`, `authorization_response_invalid`, `token_response_invalid`, `id_token_invalid`,
 *   or what calling the provider throws
 */
export async function redeemCode(
  response: URLSearchParams,
  { state, nonce, verifier }: Pick<Transaction, "state" | "nonce" | "verifier">,
  redirectUri: string,
  provider: Provider,
): Promise<TokenAnswer> {
  const { authorizationCodeGrant } = await loadOpenidClient();
  // The configured address and not the request's: a proxy in front may have changed the latter.
  const address = new URL(`${redirectUri}?${response.toString()}`);
  const configuration = await provider.configuration();
  try {
    const tokens = await authorizationCodeGrant(configuration, address, {
      expectedState: state,
      expectedNonce: nonce,
      ...(verifier && { pkceCodeVerifier: verifier }),
    });
    if (!tokens.id_token) throw new AuthError("token_response_invalid", { hint: "no ID token" });
    const { id_token: idToken, access_token: accessToken, refresh_token: refreshToken } = tokens;
    return {
      idToken,
      accessToken,
      ...(tokens.expires_in !== undefined && { expiresAt: now() + tokens.expires_in }),
      code: response.get("code") ?? "",
      ...(refreshToken !== undefined && { refreshToken }),
    };
  } catch (error) {
    throw tokenError(error, "authorization_response_invalid", provider.settings.variables);
  }
}
