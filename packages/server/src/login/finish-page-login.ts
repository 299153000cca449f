import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { AuthError } from "../errors.js";
import { reportFailure } from "../events.js";
import { readCookies } from "../http/cookies.js";
import { readJson, type RequestWithBody } from "../http/request-body.js";
import { json } from "../http/responses.js";
import { errorResponse } from "../pages/error-response.js";
import { withDeadline } from "../provider/deadline.js";
import { sessionJson } from "../session/who-am-i.js";
import { concludeLogin } from "./conclude-login.js";
import type { Transaction } from "./transaction.js";
import { verifyLogin } from "./verify-login.js";

/** What a page posts, by name: the provider's answer, and the secrets of its transaction. */
const MEMBERS = {
  code: /^[\x21-\x7e]{1,2048}$/,
  state: /^[\x21-\x7e]{1,512}$/,
  iss: /^[\x21-\x7e]{1,512}$/,
  redirect_uri: /^[\x21-\x7e]{1,1024}$/,
  // RFC 7636 section 4.1.
  code_verifier: /^[\w.~-]{43,128}$/,
  nonce: /^[\w-]{22,128}$/,
};

/** `iss` may be missing where the provider does not announce it: see `checkAuthorizationResponse`. */
type PageAnswer = Readonly<Record<Exclude<keyof typeof MEMBERS, "iss">, string>> & { readonly iss?: string };

/**
 * Finishes a login that a page began: the page is the redirect URI and checked the `state`, here the code is redeemed
 * with the client's own credentials. Nothing that the page says was asked for is known to have been, so that no level
 * counts as proven.
 */
export async function finishPageLogin(request: RequestWithBody, context: AuthContext): Promise<Response> {
  const { settings } = context;
  const answer = checkAnswer(await readJson(request), settings.browserRedirectUris);
  const { code, state, iss, redirect_uri: redirectUri, code_verifier: verifier, nonce } = answer;
  const transaction: Transaction = {
    state,
    nonce,
    verifier,
    returnTo: `${settings.basePath}/`,
    startedAt: now(),
    asked: {},
  };
  const response = new URLSearchParams({ code, state, ...(iss !== undefined && { iss }) });
  const cookies = readCookies(request);
  try {
    const login = await withDeadline(verifyLogin(response, transaction, redirectUri, context.provider));
    const { session, redirect, setCookie } = await concludeLogin(
      login,
      transaction,
      request,
      cookies,
      context,
    );
    // No person is logged in: the page goes where the application wants the person first.
    if (redirect !== undefined) return json({ user: null, location: redirect }, { setCookie });
    return sessionJson(session, settings, setCookie);
  } catch (error) {
    reportFailure("login_failed", error, settings.logger);
    return errorResponse(error, request, settings, { setCookie: await context.pendingLogins.end(cookies) });
  }
}

function checkAnswer(posted: unknown, redirectUris: readonly string[]): PageAnswer {
  const members = typeof posted === "object" && posted !== null ? (posted as Record<string, unknown>) : {};
  for (const [name, form] of Object.entries(MEMBERS)) {
    const value = Object.hasOwn(members, name) ? members[name] : undefined;
    if (name === "iss" && value === undefined) continue;
    if (typeof value !== "string" || !form.test(value)) throw refusal(`${name} is missing or malformed`);
  }
  const answer = members as PageAnswer;
  if (!redirectUris.includes(answer.redirect_uri)) {
    throw refusal("redirect_uri is not in the option browserRedirectUris");
  }
  return answer;
}

function refusal(hint: string): AuthError {
  return new AuthError("authorization_response_invalid", { hint });
}
