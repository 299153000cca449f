import type { AuthContext } from "../auth-context.js";
import { readCookies } from "../http/cookies.js";
import { safeReturnTo } from "../http/return-to.js";
import { sendTo } from "../pages/send-to.js";
import { now } from "../provider/clock.js";
import type { Provider } from "../provider/provider.js";
import type { Settings } from "../settings/settings.js";
import { authorizationParameters, type ExtraParameters } from "./authorization-request.js";
import type { LoginOptions } from "./login-options.js";
import { randomToken, randomVerifier, type Transaction } from "./transaction.js";

/** Starts a login: remembers the attempt in the browser and sends it to the provider. */
export async function startLogin(
  options: LoginOptions,
  { settings, provider, transactions }: AuthContext,
): Promise<Response> {
  const parameters = authorizationParameters(options, settings.profile);
  const transaction = newTransaction(options, parameters, settings);
  const location = await authorizationUrl(transaction, parameters, settings, provider);
  const cookies = options.request ? readCookies(options.request) : {};
  return sendTo(location, await transactions.start(transaction, cookies), options.request);
}

function newTransaction(options: LoginOptions, { prompt }: ExtraParameters, settings: Settings): Transaction {
  const { acr, maxAge, returnTo } = options;
  return {
    state: randomToken(),
    nonce: randomToken(),
    ...(settings.profile.pkce !== "forbidden" && { verifier: randomVerifier() }),
    returnTo: safeReturnTo(returnTo, settings),
    startedAt: now(),
    asked: {
      ...(acr?.length && { acr }),
      ...(maxAge !== undefined && { maxAge }),
      ...(prompt && { prompt }),
    },
  };
}

async function authorizationUrl(
  { state, nonce, verifier }: Transaction,
  parameters: ExtraParameters,
  { clientId, redirectUri, scope }: Settings,
  provider: Provider,
): Promise<string> {
  const { buildAuthorizationUrl, calculatePKCECodeChallenge } = await import("openid-client");
  return buildAuthorizationUrl(await provider.configuration(), {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    ...(verifier && {
      code_challenge: await calculatePKCECodeChallenge(verifier),
      code_challenge_method: "S256",
    }),
    ...parameters,
  }).href;
}
