import { now } from "../clock.js";
import { loadOpenidClient } from "../lazy-libraries.js";
import type { Provider } from "../provider/provider.js";
import { tokenError } from "../provider/token-error.js";

/** What the token endpoint answered to a refresh token. */
export interface RefreshAnswer {
  readonly accessToken: string;
  /** Seconds since the epoch at which the access token expires, where the provider says so. */
  readonly expiresAt?: number;
  /** Present when the provider rotates: the old one is used up. */
  readonly refreshToken?: string;
  readonly idToken?: string;
}

/**
 * Exchanges a refresh token, once.
 *
 * @see https://www.rfc-editor.org/rfc/rfc6749#section-6
 * @throws AuthError `refresh_refused` when the token is over, or what redeeming a code throws
 */
export async function redeemRefreshToken(token: string, provider: Provider): Promise<RefreshAnswer> {
  const { refreshTokenGrant } = await loadOpenidClient();
  const configuration = await provider.configuration();
  try {
    const tokens = await refreshTokenGrant(configuration, token);
    return {
      accessToken: tokens.access_token,
      ...(tokens.expires_in !== undefined && { expiresAt: now() + tokens.expires_in }),
      ...(tokens.refresh_token !== undefined && { refreshToken: tokens.refresh_token }),
      ...(tokens.id_token !== undefined && { idToken: tokens.id_token }),
    };
  } catch (error) {
    throw tokenError(error, "refresh_refused", provider.settings.variables);
  }
}
