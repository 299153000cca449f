import type { Claims, Profile } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import { verifyIdToken } from "../login/id-token.js";
import type { Provider } from "../provider/provider.js";
import type { Session } from "../session/session.js";
import type { RefreshAnswer } from "./redeem-refresh-token.js";

/**
 * Makes every check of OpenID Connect Core 1.0 section 12.2: a refreshed ID token is as good as that of the login, and
 * about the same login.
 *
 * @returns its claims; none when the provider sent none, as it may
 * @throws AuthError `id_token_invalid`
 */
export async function checkRefreshedIdToken(
  { idToken, accessToken }: RefreshAnswer,
  { user, refresh }: Session,
  provider: Provider,
): Promise<Claims> {
  if (idToken === undefined) return {};
  const claims = await verifyIdToken({ idToken, accessToken }, provider);
  if (claims["sub"] !== user.sub) throw refusal("sub is not the one of the session");
  if (claims["iss"] !== user.issuer) throw refusal("iss is not the one of the session");
  if (claims["nonce"] !== undefined && claims["nonce"] !== refresh?.nonce)
    throw refusal("the nonce is not the one of the login");
  checkTime(claims["auth_time"], user.authentication.time, provider.settings.profile);
  return claims;
}

/** Only where the provider's `auth_time` means something: ProConnect's is the time of each answer. */
function checkTime(received: unknown, time: number | undefined, { recency }: Profile): void {
  if (recency === "unprovable" || received === undefined || time === undefined) return;
  if (received !== time) throw refusal("auth_time is not the one of the login");
}

function refusal(hint: string): AuthError {
  return new AuthError("id_token_invalid", { hint });
}
