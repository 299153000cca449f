import type { Claims } from "@moncomptepro/profiles";
import type { ReceivedLogin } from "../hooks/hooks.js";
import { runLoginHooks } from "../hooks/run-login-hooks.js";
import { accountOf } from "../pages/account.js";
import { keptAccess } from "../refresh/kept-access.js";
import { clientScope } from "../sealing/scopes.js";
import type { SessionContext } from "../session-context.js";
import { createSessionRecord, type SessionRecord } from "../session/session-record.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";
import { isAnotherPerson } from "./another-person.js";
import { digestOf } from "./digest.js";
import { aboutLogin } from "./refused-login.js";
import type { Transaction } from "./transaction.js";
import type { VerifiedLogin } from "./verify-login.js";

/**
 * Makes the session of a verified login, once the application's hooks let it go on. They have their own time, and
 * as much of it as they take.
 *
 * @throws AuthError `login_refused`, or what a hook throws
 */
export async function sessionOfLogin(
  login: VerifiedLogin,
  transaction: Transaction,
  { sessionBackend, settings }: SessionContext,
): Promise<SessionRecord> {
  const { user, sid, idTokenClaims, userinfoClaims, tokens } = login;
  const client = clientScope(settings);
  // Before the hooks: what ends the person's sessions meanwhile ends this one too.
  const epochs = await sessionBackend.epochs(client, user.sub, sid);
  const data = await askApplication(login, transaction, settings);
  const { acr, maxAge } = transaction.asked;
  const provenFor = { ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) };
  return createSessionRecord({
    user,
    client,
    ...(epochs.length > 0 && { epochs }),
    ...(sid !== undefined && { sid }),
    ...claimsToKeep({ ...idTokenClaims, ...userinfoClaims }, settings),
    ...(settings.profile.logout.idTokenHint !== "unused" && { idToken: tokens.idToken }),
    ...(settings.keepRefreshToken &&
      tokens.refreshToken !== undefined && {
        refresh: { token: tokens.refreshToken, nonce: transaction.nonce },
      }),
    ...keptAccess(tokens, settings),
    ...(data && { data }),
    ...(Object.keys(provenFor).length > 0 && { provenFor }),
  });
}

/** Whose login the application refuses is told beside its refusal. */
async function askApplication(
  login: VerifiedLogin,
  transaction: Transaction,
  settings: Settings,
): ReturnType<typeof runLoginHooks> {
  try {
    return await runLoginHooks(receivedLogin(login, transaction), settings);
  } catch (error) {
    throw aboutLogin(error, { account: accountOf(login.user), idToken: login.tokens.idToken });
  }
}

function receivedLogin(
  { user, idTokenClaims, userinfoClaims }: VerifiedLogin,
  transaction: Transaction,
): ReceivedLogin {
  const {
    asked: { hint },
    returnTo,
  } = transaction;
  const loginHintDiffers = hint !== undefined && hint !== digestOf((user.email ?? "").toLowerCase());
  return {
    user,
    idToken: idTokenClaims,
    userinfo: userinfoClaims,
    returnTo,
    loginHintDiffers,
    userChanged: isAnotherPerson(user.sub, transaction),
  };
}

function claimsToKeep(received: Claims, { keepClaims }: Settings): Pick<Session, "claims"> {
  const claims = keepClaims
    .filter((name) => Object.hasOwn(received, name))
    .map((name) => [name, received[name]]);
  return claims.length > 0 ? { claims: Object.fromEntries(claims) as Claims } : {};
}
