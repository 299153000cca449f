import type { Claims } from "@moncomptepro/profiles";
import type { ReceivedLogin } from "../hooks/hooks.js";
import { runLoginHooks, type Consent } from "../hooks/run-login-hooks.js";
import { withoutToken } from "../hooks/without-token.js";
import { accountOf } from "../pages/account.js";
import { keptAccess } from "../refresh/kept-access.js";
import type { SessionContext } from "../session-context.js";
import { createSessionRecord, type SessionRecord } from "../session/session-record.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";
import { isAnotherPerson } from "./another-person.js";
import { digestOf } from "./digest.js";
import { aboutLogin } from "./refused-login.js";
import type { Transaction } from "./transaction.js";
import type { VerifiedLogin } from "./verify-login.js";

/** What a verified login ends in: a session, or a page of the application where no person is logged in yet. */
export type Outcome = { readonly setCookie: readonly string[] } & (
  | { readonly session: SessionRecord; readonly redirect?: never }
  | { readonly session?: never; readonly redirect: string; readonly received: ReceivedLogin }
);

/**
 * Makes the session of a verified login, once the application's hooks let it go on. They have their own time, and
 * as much of it as they take.
 *
 * @param current - who was logged in before
 * @throws AuthError `login_refused`, or what a hook throws
 */
export async function sessionOfLogin(
  login: VerifiedLogin,
  transaction: Transaction,
  { scope: client, sessionBackend, settings }: SessionContext,
  current: Session | undefined,
): Promise<Outcome> {
  const { user, sid, idTokenClaims, userinfoClaims, tokens } = login;
  // Before the hooks: what ends the person's sessions meanwhile ends this one too.
  const epochs = await sessionBackend.epochs(client, user.sub, sid);
  const received = receivedLogin(login, transaction, current);
  const { data, redirect, setCookie } = await askApplication(received, tokens.idToken, settings);
  if (redirect !== undefined) return { redirect, received, setCookie };
  const { acr, maxAge } = transaction.asked;
  const provenFor = { ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) };
  const session = createSessionRecord({
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
  return { session, setCookie };
}

/** Whose login the application refuses is told beside its refusal. */
async function askApplication(login: ReceivedLogin, idToken: string, settings: Settings): Promise<Consent> {
  try {
    return await runLoginHooks(login, settings);
  } catch (error) {
    const harmless = withoutToken(error, login.access.token);
    throw aboutLogin(harmless, { account: accountOf(login.user), idToken });
  }
}

function receivedLogin(
  { user, idTokenClaims, userinfoClaims, tokens }: VerifiedLogin,
  transaction: Transaction,
  current: Session | undefined,
): ReceivedLogin {
  const {
    asked: { hint },
    returnTo,
  } = transaction;
  const loginHintDiffers = hint !== undefined && hint !== digestOf((user.email ?? "").toLowerCase());
  const received = {
    user,
    ...(current && { current }),
    idToken: idTokenClaims,
    userinfo: userinfoClaims,
    returnTo,
    loginHintDiffers,
    userChanged: isAnotherPerson(user.sub, transaction),
  };
  const { accessToken: token, expiresAt } = tokens;
  const access = { token, ...(expiresAt !== undefined && { expiresAt }) };
  // As a getter: `%o` of the console shows what is not enumerable too, and runs no getter.
  return Object.defineProperty(received as ReceivedLogin, "access", { get: () => access });
}

function claimsToKeep(received: Claims, { keepClaims }: Settings): Pick<Session, "claims"> {
  const claims = keepClaims
    .filter((name) => Object.hasOwn(received, name))
    .map((name) => [name, received[name]]);
  return claims.length > 0 ? { claims: Object.fromEntries(claims) as Claims } : {};
}
