import type { Claims, User } from "@moncomptepro/profiles";
import type { Provider } from "../provider/provider.js";
import { checkAuthorizationResponse } from "./authorization-response.js";
import { checkIdToken, type TokenAnswer } from "./id-token.js";
import { redeemCode } from "./redeem-code.js";
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
  return verifyTokens(tokens, await checkIdToken(tokens, transaction, provider), transaction, provider);
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
  const user = toUser({ issuer, idToken, userinfo, acrProven }, provider.settings);
  const sid = typeof idToken["sid"] === "string" ? { sid: idToken["sid"] } : {};
  return { user, issuer, ...sid, idTokenClaims: idToken, userinfoClaims: userinfo, tokens };
}
