import type { Claims, User } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { report } from "../events.js";
import { readCookies } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { errorResponse } from "../pages/error-response.js";
import { withDeadline } from "../provider/deadline.js";
import { decide } from "../hooks/decide.js";
import type { ReceivedLogin } from "../hooks/hooks.js";
import { newSession } from "../session/new-session.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";
import { checkAuthorizationResponse } from "./authorization-response.js";
import { checkIdToken } from "./id-token.js";
import { redeemCode } from "./redeem-code.js";
import { toUser } from "./to-user.js";
import type { Transaction } from "./transaction.js";
import { fetchUserinfo } from "./userinfo.js";

/** Finishes a login: from the provider's answer to a session, and on to the page where it started. */
export async function finishLogin(request: RequestParts, context: AuthContext): Promise<Response> {
  const { sessions, settings, transactions } = context;
  const cookies = readCookies(request);
  const response = query(request);
  const { transaction, setCookie } = await transactions.finish(response.get("state") ?? "", cookies);

  if (!transaction) {
    // The back button, a restored tab, a link kept: with a session there is nothing to repair.
    if (await sessions.read(cookies)) return seeOther(`${settings.basePath}/`, setCookie);
    const error = new AuthError("login_expired", { hint: "no login attempt of this browser has this state" });
    return errorResponse(error, request, settings, { setCookie });
  }
  try {
    const session = await withDeadline(logIn(response, transaction, context));
    report("login_succeeded", { acrProven: session.user.authentication.acrProven }, settings.logger);
    const previous = await sessions.read(cookies);
    const begun = await sessions.begin(session, cookies);
    if (previous) await sessions.supersede(previous);
    return seeOther(transaction.returnTo, [...setCookie, ...begun]);
  } catch (error) {
    if (isSilentRefusal(error, transaction)) return seeOther(transaction.returnTo, setCookie);
    return errorResponse(error, request, settings, { setCookie, returnTo: transaction.returnTo });
  }
}

async function logIn(
  response: URLSearchParams,
  transaction: Transaction,
  context: AuthContext,
): Promise<Session> {
  const { provider, settings } = context;
  await checkAuthorizationResponse(response, provider);
  const tokens = await redeemCode(response, transaction, settings, provider);
  const idToken = await checkIdToken(tokens, transaction, settings, provider);
  const userinfo = await fetchUserinfo(tokens.accessToken, idToken["sub"], settings, provider);
  const { issuer } = await provider.metadata();
  // A level that was asked for as essential was compared with the answer in checkIdToken.
  const acrProven = transaction.asked.acr !== undefined;
  const user = toUser({ issuer, idToken, userinfo, acrProven }, settings);
  const data = await decide(receivedLogin(user, { idToken, userinfo }, transaction), settings.hooks);
  const claims = keptClaims({ ...idToken, ...userinfo }, settings);
  const hint = settings.profile.logout.idTokenHint === "unused" ? {} : { idToken: tokens.idToken };
  const { asked, returnTo } = transaction;
  const isStepUp = asked.acr !== undefined || asked.maxAge !== undefined;
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
    ...(isStepUp && { steppedUpFor: returnTo }),
  });
}

function receivedLogin(
  user: User,
  claims: Pick<ReceivedLogin, "idToken" | "userinfo">,
  { asked: { loginHint }, returnTo }: Transaction,
): ReceivedLogin {
  const loginHintDiffers = loginHint !== undefined && loginHint.toLowerCase() !== user.email?.toLowerCase();
  return { user, ...claims, returnTo, loginHintDiffers };
}

function keptClaims(received: Claims, { keepClaims }: Settings): Pick<Session, "claims"> {
  const kept = keepClaims
    .filter((name) => Object.hasOwn(received, name))
    .map((name) => [name, received[name]]);
  return kept.length > 0 ? { claims: Object.fromEntries(kept) as Claims } : {};
}

/** `prompt=none` asked whether somebody is logged in already: a no is an answer, not a failure. */
function isSilentRefusal(error: unknown, { asked }: Transaction): boolean {
  return asked.prompt === "none" && error instanceof AuthError && error.code === "login_required";
}
