import { AuthError } from "../errors.js";
import { loadOpenidClient } from "../lazy-libraries.js";
import type { Provider } from "../provider/provider.js";
import { tokenError } from "../provider/token-error.js";

/** What a code is redeemed with. */
export interface CodeGrant {
  readonly code: string;
  readonly redirectUri: string;
  readonly verifier?: string;
}

/** The answer of the token endpoint (RFC 6749 section 5.1, OpenID Connect Core 1.0 section 3.1.3.3). */
export interface GrantedTokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly token_type: string;
  readonly refresh_token?: string;
  /** In seconds. */
  readonly expires_in?: number;
  readonly scope?: string;
}

/**
 * Exchanges a code for tokens where another library began the login and keeps its `state` and nonce: the nonce and the
 * signature of the ID token are still to be checked.
 *
 * @throws AuthError `client_refused`, `authorization_response_invalid`, `token_response_invalid`, `id_token_invalid`,
 *   or what calling the provider throws
 */
export async function redeemGrant(
  { code, redirectUri, verifier }: CodeGrant,
  provider: Provider,
): Promise<GrantedTokens> {
  const { genericGrantRequest } = await loadOpenidClient();
  const parameters = {
    code,
    redirect_uri: redirectUri,
    ...(verifier !== undefined && { code_verifier: verifier }),
  };
  try {
    const configuration = await provider.configuration();
    const answer = await genericGrantRequest(configuration, "authorization_code", parameters);
    const { access_token, id_token, token_type, refresh_token, expires_in, scope } = answer;
    if (!id_token) throw new AuthError("token_response_invalid", { hint: "no ID token" });
    return {
      access_token,
      id_token,
      token_type,
      ...(refresh_token !== undefined && { refresh_token }),
      ...(expires_in !== undefined && { expires_in }),
      ...(scope !== undefined && { scope }),
    };
  } catch (error) {
    throw tokenError(error, "authorization_response_invalid", provider.settings.variables);
  }
}
