import { createHash } from "node:crypto";
import { acrSatisfies, type Claims, type Profile } from "@moncomptepro/profiles";
import { CLOCK_TOLERANCE, now } from "../clock.js";
import { AuthError } from "../errors.js";
import type { Provider } from "../provider/provider.js";
import type { VerifiedJwt } from "../provider/verify-jwt.js";
import type { Asked } from "./authorization-request.js";
import { isRecent } from "./recency.js";
import type { Transaction } from "./transaction.js";

/** Seconds after which a token that should have been made for this very answer is too old. */
const MAXIMUM_AGE = 600;

/** What the token endpoint answered. */
export interface TokenAnswer {
  readonly idToken: string;
  /** Seconds that it is good, where the provider says so. */
  readonly expiresIn?: number;
  readonly accessToken: string;
  readonly refreshToken?: string;
}

/**
 * Makes every check of OpenID Connect Core 1.0 section 3.1.3.7 on the ID token of a login.
 *
 * @throws AuthError `id_token_invalid`, `acr_not_reached` or `authentication_too_old`
 */
export async function checkIdToken(
  answer: TokenAnswer,
  transaction: Pick<Transaction, "nonce" | "asked">,
  provider: Provider,
): Promise<Claims> {
  const claims = await verifyIdToken(answer, provider);
  if (claims["nonce"] !== transaction.nonce) throw refusal("the nonce is not the one of this login");
  checkAsked(claims, transaction.asked, provider.settings.profile);
  return claims;
}

/**
 * Makes the checks that hold for an ID token wherever it comes from, the signature included: openid-client leaves that,
 * the freshness and `at_hash` to its caller.
 *
 * @throws AuthError `id_token_invalid`
 */
export async function verifyIdToken(
  { idToken, accessToken }: Pick<TokenAnswer, "idToken" | "accessToken">,
  provider: Provider,
): Promise<Claims> {
  const { clientId, idTokenAlgorithms } = provider.settings;
  const token = await provider.verify(idToken, {
    invalid: "id_token_invalid",
    algorithms: idTokenAlgorithms,
    required: ["sub", "exp", "iat"],
  });
  checkSubject(token.claims);
  checkAuthorizedParty(token.claims, clientId);
  checkFreshness(token.claims);
  checkAccessTokenHash(token, accessToken);
  return token.claims;
}

function checkSubject({ sub }: Claims): void {
  // OpenID Connect Core 1.0 section 2: at most 255 ASCII characters.
  if (typeof sub === "string" && /^[\x21-\x7e]([\x20-\x7e]{0,253}[\x21-\x7e])?$/.test(sub)) return;
  throw refusal("sub is not an identifier of 1 to 255 ASCII characters");
}

function checkAuthorizedParty({ aud, azp }: Claims, clientId: string): void {
  if (azp !== undefined && azp !== clientId) throw refusal("azp names another client");
  if (Array.isArray(aud) && aud.length > 1 && azp === undefined)
    throw refusal("it has several audiences and no azp");
}

function checkFreshness({ iat }: Claims): void {
  const age = now() - Number(iat);
  if (age < -CLOCK_TOLERANCE) throw refusal(`iat is ${-age} s in the future: check the clocks`);
  if (age > MAXIMUM_AGE) throw refusal(`iat is ${age} s in the past: check the clocks`);
}

/** @see https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken */
function checkAccessTokenHash({ algorithm, claims }: VerifiedJwt, accessToken: string): void {
  if (claims["at_hash"] === undefined) return;
  // The names end with the size of their hash, except for EdDSA on Ed25519, which hashes with SHA-512.
  const size = /^[A-Z]S(\d{3})$/.exec(algorithm)?.[1] ?? "512";
  const hash = createHash(`sha${size}`).update(accessToken).digest();
  if (claims["at_hash"] === hash.subarray(0, hash.length / 2).toString("base64url")) return;
  throw refusal("at_hash does not belong to this access token");
}

/**
 * Compares what was asked for with what came back.
 *
 * @throws AuthError `acr_not_reached`, `authentication_too_old`, or `id_token_invalid` when the proof is missing
 */
export function checkAsked(claims: Claims, { acr, maxAge }: Asked, profile: Profile): void {
  const received = typeof claims["acr"] === "string" ? claims["acr"] : undefined;
  if (acr && !acrSatisfies(profile.acr, received, acr)) {
    throw new AuthError("acr_not_reached", {
      hint: `asked for ${acr.join(", ")}, received ${received ?? "none"}`,
    });
  }
  if (maxAge === undefined) return;
  const time = claims["auth_time"];
  if (typeof time !== "number") throw refusal("auth_time was asked for and is missing");
  if (time > now() + CLOCK_TOLERANCE) throw refusal("auth_time is in the future: check the clocks");
  if (!isRecent(time, maxAge)) {
    throw new AuthError("authentication_too_old", {
      hint: `asked for ${maxAge} s at most, received ${now() - time} s`,
    });
  }
}

function refusal(hint: string): AuthError {
  return new AuthError("id_token_invalid", { hint });
}
