import { leaveForProvider, type ProviderOfPage } from "./authorization-request.js";
import { ClientError } from "./client-error.js";
import type { FinishedLogin } from "./finished-login.js";
import type { KnownUser } from "./known-user.js";
import { requestJson } from "./request-json.js";
import { takeAnswer } from "./transaction.js";

/** Begins a login that this page will finish; the server knows where and as whom to ask. */
export async function startPageLogin(path: string, redirectUri: string, returnTo: string): Promise<void> {
  const provider = await requestJson(`${path}/provider`);
  await leaveForProvider(provider as unknown as ProviderOfPage, redirectUri, returnTo, path);
}

/**
 * Finishes a login with the answer in the address: checked here first, so that nothing of another provider or of another
 * tab is sent on, then redeemed by the server.
 */
export async function finishPageLogin(
  path: string,
  redirectUri: string | undefined,
  known: KnownUser,
): Promise<FinishedLogin | undefined> {
  if (!redirectUri) throw new TypeError("handleCallback() needs the option redirectUri");
  const taken = takeAnswer();
  if (!taken) return undefined;
  const [answer, transaction] = taken;
  if (!transaction) {
    // A reload, the back button, a link kept: with a session there is nothing to repair.
    const user = await known.get();
    if (user) return { user, returnTo: location.pathname };
    throw new ClientError("not of this tab", undefined, "login_expired");
  }
  const { issuer, nonce, verifier, returnTo } = transaction;
  const iss = answer.get("iss");
  // RFC 9207 section 2.4; the server knows whether one had to be there.
  if (iss !== null && iss !== issuer) throw new ClientError(iss, undefined, "issuer_mismatch");
  const error = answer.get("error");
  if (error !== null) throw new ClientError(answer.get("error_description") ?? "", undefined, error);
  const body = await requestJson(`${path}/callback`, {
    code: answer.get("code"),
    state: answer.get("state"),
    ...(iss !== null && { iss }),
    redirect_uri: redirectUri,
    code_verifier: verifier,
    nonce,
  });
  const user = known.set(body);
  if (!user && typeof body["location"] === "string") return leaveFor(body["location"]);
  if (!user) throw new ClientError(`${path}/callback`, body);
  return { user, returnTo };
}

/**
 * Goes where the application wants a person first whom it did not log in, for example to a sign-up page.
 *
 * @returns settles only in a page that the browser brings back: the caller would begin another login in the meantime
 */
function leaveFor(address: string): Promise<undefined> {
  location.assign(address);
  return new Promise((resolve) => {
    addEventListener("pageshow", ({ persisted }) => {
      if (persisted) resolve(undefined);
    });
  });
}
