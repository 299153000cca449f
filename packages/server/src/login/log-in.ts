import type { Claims, User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { decide } from "../hooks/decide.js";
import type { ReceivedLogin } from "../hooks/hooks.js";
import { newSession } from "../session/new-session.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";
import { checkAuthorizationResponse } from "./authorization-response.js";
import { checkIdToken } from "./id-token.js";
import { digestOf } from "./login-hint.js";
import { redeemCode } from "./redeem-code.js";
import { toUser } from "./to-user.js";
import type { Transaction } from "./transaction.js";
import { fetchUserinfo } from "./userinfo.js";

/**
 * From the provider's answer to a session, every check made.
 *
 * @param redirectUri - that the login was started with
 */
export async function logIn(
  response: URLSearchParams,
  transaction: Transaction,
  redirectUri: string,
  { provider, settings }: AuthContext,
): Promise<Session> {
  await checkAuthorizationResponse(response, provider);
  const tokens = await redeemCode(response, transaction, redirectUri, provider);
  const idToken = await checkIdToken(tokens, transaction, settings, provider);
  const userinfo = await fetchUserinfo(tokens.accessToken, idToken["sub"], settings, provider);
  const { issuer } = await provider.metadata();
  // A level that was asked for as essential was compared with the answer in checkIdToken.
  const acrProven = transaction.asked.acr !== undefined;
  const user = toUser({ issuer, idToken, userinfo, acrProven }, settings);
  const data = await decide(receivedLogin(user, { idToken, userinfo }, transaction), settings);
  const claims = keptClaims({ ...idToken, ...userinfo }, settings);
  const hint = settings.profile.logout.idTokenHint === "unused" ? {} : { idToken: tokens.idToken };
  const { acr, maxAge } = transaction.asked;
  const provenFor = { ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) };
  const { refreshToken } = tokens;
  const refresh =
    settings.keepRefreshToken && refreshToken !== undefined
      ? { refresh: { token: refreshToken, nonce: transaction.nonce } }
      : {};
  const sid = typeof idToken["sid"] === "string" ? { sid: idToken["sid"] } : {};
  return newSession({
    user,
    ...sid,
    ...claims,
    ...hint,
    ...refresh,
    ...(data && { data }),
    ...(Object.keys(provenFor).length > 0 && { provenFor }),
  });
}

function receivedLogin(
  user: User,
  claims: Pick<ReceivedLogin, "idToken" | "userinfo">,
  { asked: { hint }, returnTo }: Transaction,
): ReceivedLogin {
  const loginHintDiffers = hint !== undefined && hint !== digestOf(user.email ?? "");
  return { user, ...claims, returnTo, loginHintDiffers };
}

function keptClaims(received: Claims, { keepClaims }: Settings): Pick<Session, "claims"> {
  const kept = keepClaims
    .filter((name) => Object.hasOwn(received, name))
    .map((name) => [name, received[name]]);
  return kept.length > 0 ? { claims: Object.fromEntries(kept) as Claims } : {};
}
