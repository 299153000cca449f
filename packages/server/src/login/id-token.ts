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
  readonly accessToken: string;
  /** Seconds since the epoch at which the access token expires, where the provider says so. */
  readonly expiresAt?: number;
  readonly refreshToken?: string;
  /** The code that it came for; none when it came for a refresh token. */
  readonly code?: string;
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
 * the freshness, `at_hash` and `c_hash` to its caller.
 *
 * @throws AuthError `id_token_invalid`
 */
export async function verifyIdToken(
  { idToken, accessToken, code }: Pick<TokenAnswer, "idToken" | "accessToken" | "code">,
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
  checkHash("at_hash", token, accessToken);
  if (code !== undefined) checkHash("c_hash", token, code);
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

/**
 * What the ID token says of what came with it, where it says something.
 *
 * @see https://openid.net/specs/openid-connect-core-1_0.html#CodeIDToken
 * @see https://openid.net/specs/openid-connect-core-1_0.html#HybridIDToken
 */
function checkHash(name: "at_hash" | "c_hash", { algorithm, claims }: VerifiedJwt, value: string): void {
  if (claims[name] === undefined) return;
  // The names end with the size of their hash, except for EdDSA on Ed25519, which hashes with SHA-512.
  const size = /^[A-Z]S(\d{3})$/.exec(algorithm)?.[1] ?? "512";
  const hash = createHash(`sha${size}`).update(value).digest();
  if (claims[name] === hash.subarray(0, hash.length / 2).toString("base64url")) return;
  throw refusal(`${name} does not belong to this ${name === "at_hash" ? "access token" : "code"}`);
}

/**
 * Compares what was asked for with what came back.
 *
 * @throws AuthError `acr_not_reached`, `authentication_too_old`, or `id_token_invalid` when the proof is missing
 */
export function checkAsked(claims: Claims, { acr, maxAge }: Asked, profile: Profile): void {
  const { acr: level } = claims;
  // A level of another type is none, and not one that is absent.
  const received = level === undefined ? undefined : typeof level === "string" ? level : "";
  if (acr && !acrSatisfies(profile.acr, received, acr)) {
    throw new AuthError("acr_not_reached", {
      hint: `asked for ${acr.join(", ")}, received ${received || "none"}`,
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
