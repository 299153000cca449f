import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { mistake } from "../errors.js";
import { readCookies } from "../http/cookies.js";
import { isFrame } from "../http/navigation.js";
import { pathAndQuery } from "../http/request-parts.js";
import { safeReturnTo } from "../http/return-to.js";
import { errorResponse } from "../pages/error-response.js";
import { leaveFrame } from "../pages/leave-frame.js";
import { sendTo } from "../pages/send-to.js";
import { randomToken, randomVerifier } from "../random.js";
import type { Settings } from "../settings/settings.js";
import { askedLogin } from "./asked-login.js";
import { authorizationParameters, type ExtraParameters } from "./authorization-request.js";
import { authorizationUrl } from "./authorization-url.js";
import { checkLoginOptions } from "./check-login-options.js";
import { digestOf } from "./digest.js";
import type { AskedLogin, LoginOptions } from "./login-options.js";
import type { Transaction } from "./transaction.js";
import { refuseCircle } from "./turns.js";
import { usualLevels } from "./usual-levels.js";
import { warnOfLoneLevels } from "./warn-of-lone-levels.js";

/** A login whose page to come back to was checked. */
type CheckedOptions = AskedLogin & { readonly returnTo: string };

/**
 * Starts a login: remembers the transaction in the browser and sends it to the provider. When that cannot be done, the
 * answer is a page that says so.
 */
export async function startLogin(options: LoginOptions, context: AuthContext): Promise<Response> {
  const { settings } = context;
  const { request } = options;
  // The same address in the whole window starts the login: one that started in the frame would wait for the link.
  if (request?.method === "GET" && isFrame(request))
    return leaveFrame(`${settings.origin}${pathAndQuery(request)}`, request, { status: 401 });
  const returnTo = safeReturnTo(options.returnTo, settings);
  try {
    const checked = checkLoginOptions(options);
    requireProvider(checked, settings);
    const asked = await askedLogin(checked, context);
    return await redirectToProvider({ ...asked, returnTo }, context);
  } catch (error) {
    return errorResponse(error, options.request, settings, { returnTo });
  }
}

/** Which one it is was chosen before: see `chooseProvider`. */
function requireProvider({ provider }: LoginOptions, { clients, profile }: Settings): void {
  if (provider === undefined || provider === profile.id) return;
  const known = clients.map((client) => client.profile.id).join(", ");
  throw mistake(`auth.login(): provider must be one of ${known}`);
}

async function redirectToProvider(
  options: CheckedOptions,
  { settings, provider, transactions }: AuthContext,
): Promise<Response> {
  const cookies = options.request ? readCookies(options.request) : {};
  refuseCircle(options.prompt, cookies, settings);
  warnOfLoneLevels(options.acr, settings);
  const parameters = authorizationParameters(options, settings.profile, settings.idTokenClaims);
  const acr = usualLevels(options, settings.profile);
  const transaction = newTransaction({ ...options, ...(acr && { acr }) }, parameters, settings);
  const location = await authorizationUrl(transaction, parameters, settings.redirectUri, provider);
  return sendTo(location, transactions.start(transaction, cookies), options.request);
}

function newTransaction(
  { acr, continues, loginHint, maxAge, returnTo }: CheckedOptions,
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
      ...(loginHint && { hint: digestOf(loginHint.toLowerCase()) }),
      ...(continues && { person: continues.person }),
    },
  };
}
