import type { Claims, Login, User } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import { loadJose } from "../lazy-libraries.js";
import { accountOfClaims } from "../pages/account.js";
import type { Provider } from "../provider/provider.js";
import { checkAuthorizationResponse } from "./authorization-response.js";
import { checkIdToken, type TokenAnswer } from "./id-token.js";
import { redeemCode } from "./redeem-code.js";
import { aboutLogin } from "./refused-login.js";
import { toUser } from "./to-user.js";
import type { Transaction } from "./transaction.js";
import { fetchUserinfo } from "./userinfo.js";

/** The part of a transaction that its answer is compared with. */
type CheckedTransaction = Pick<Transaction, "state" | "nonce" | "verifier" | "asked">;

/** What a login proved: every check is made, and nothing is decided yet. */
export interface VerifiedLogin<U extends User = User> {
  readonly user: U;
  /** As the discovery document spells it. */
  readonly issuer: string;
  /** The provider's own session, where it names one: back-channel logout ends it by this name. */
  readonly sid?: string;
  readonly idTokenClaims: Claims;
  readonly userinfoClaims: Claims;
  /** As they came from the token endpoint. */
  readonly tokens: TokenAnswer;
}

/**
 * From the provider's answer to a verified login. Asks no hook and makes no session.
 *
 * @param response - parameters that came back in the address
 * @param transaction - what was asked
 * @param redirectUri - that the login was started with
 * @throws AuthError `authorization_response_invalid`, `issuer_mismatch`, what the provider's error means, or that an
 *   answer of it cannot be trusted, or that it has a problem
 */
export async function verifyLogin(
  response: URLSearchParams,
  transaction: CheckedTransaction,
  redirectUri: string,
  provider: Provider,
): Promise<VerifiedLogin> {
  await checkAuthorizationResponse(response, transaction, provider);
  const tokens = await redeemCode(response, transaction, redirectUri, provider);
  return verifyTokens(tokens, await idTokenOf(tokens, transaction, provider), transaction, provider);
}

/**
 * From tokens to a verified login, once their ID token was checked.
 *
 * @throws AuthError that an answer of the provider cannot be trusted, or that it has a problem
 */
export async function verifyTokens(
  tokens: TokenAnswer,
  idToken: Claims,
  { asked }: Pick<Transaction, "asked">,
  provider: Provider,
): Promise<VerifiedLogin> {
  const userinfo = await fetchUserinfo(tokens.accessToken, idToken["sub"], provider);
  const { issuer } = await provider.metadata();
  // A level that was asked for as essential was compared with the answer in checkIdToken.
  const acrProven = asked.acr !== undefined;
  const user = userOf({ issuer, idToken, userinfo, acrProven }, tokens, provider);
  const sid = typeof idToken["sid"] === "string" ? { sid: idToken["sid"] } : {};
  return { user, issuer, ...sid, idTokenClaims: idToken, userinfoClaims: userinfo, tokens };
}

async function idTokenOf(
  tokens: TokenAnswer,
  transaction: CheckedTransaction,
  provider: Provider,
): Promise<Claims> {
  try {
    return await checkIdToken(tokens, transaction, provider);
  } catch (error) {
    throw await withAccount(error, tokens, provider);
  }
}

function userOf(login: Login, { idToken }: TokenAnswer, { settings }: Provider): User {
  try {
    return toUser(login, settings);
  } catch (error) {
    throw aboutLogin(error, { account: accountOfClaims(login.userinfo), idToken });
  }
}

/** The level is compared first: whose it is, the userinfo tells. Where it cannot be had, the refusal stands without. */
async function withAccount(
  error: unknown,
  { accessToken, idToken }: TokenAnswer,
  provider: Provider,
): Promise<unknown> {
  if (!(error instanceof AuthError) || error.code !== "acr_not_reached") return error;
  try {
    const { decodeJwt } = await loadJose();
    const claims = await fetchUserinfo(accessToken, decodeJwt(idToken).sub, provider);
    return aboutLogin(error, { account: accountOfClaims(claims), idToken });
  } catch {
    return aboutLogin(error, { idToken });
  }
}
