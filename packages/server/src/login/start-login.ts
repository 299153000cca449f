import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { readCookies } from "../http/cookies.js";
import { safeReturnTo } from "../http/return-to.js";
import { errorResponse } from "../pages/error-response.js";
import { sendTo } from "../pages/send-to.js";
import { randomToken, randomVerifier } from "../random.js";
import type { Settings } from "../settings/settings.js";
import { authorizationParameters, type ExtraParameters } from "./authorization-request.js";
import { authorizationUrl } from "./authorization-url.js";
import { checkLoginOptions } from "./check-login-options.js";
import { digestOf } from "./login-hint.js";
import type { LoginOptions } from "./login-options.js";
import type { Transaction } from "./transaction.js";

/** A login whose page to come back to was checked. */
type CheckedOptions = LoginOptions & { readonly returnTo: string };

/**
 * Starts a login: remembers the transaction in the browser and sends it to the provider. When that cannot be done, the
 * answer is a page that says so.
 */
export async function startLogin(options: LoginOptions, context: AuthContext): Promise<Response> {
  const { settings } = context;
  const returnTo = safeReturnTo(options.returnTo, settings);
  try {
    return await redirectToProvider({ ...checkLoginOptions(options), returnTo }, context);
  } catch (error) {
    return errorResponse(error, options.request, settings, { returnTo });
  }
}

async function redirectToProvider(
  options: CheckedOptions,
  { settings, provider, transactions }: AuthContext,
): Promise<Response> {
  const parameters = authorizationParameters(options, settings.profile);
  const transaction = newTransaction(options, parameters, settings);
  const location = await authorizationUrl(transaction, parameters, settings.redirectUri, provider);
  const cookies = options.request ? readCookies(options.request) : {};
  return sendTo(location, transactions.start(transaction, cookies), options.request);
}

function newTransaction(
  { acr, loginHint, maxAge, returnTo }: CheckedOptions,
  { prompt }: ExtraParameters,
  { profile }: Settings,
): Transaction {
  return {
    state: randomToken(),
    nonce: randomToken(),
    ...(profile.pkce !== "forbidden" && { verifier: randomVerifier() }),
    returnTo,
    startedAt: now(),
    asked: {
      ...(acr?.length && { acr }),
      ...(maxAge !== undefined && { maxAge }),
      ...(prompt === "none" && { prompt }),
      ...(loginHint && { hint: digestOf(loginHint) }),
    },
  };
}
