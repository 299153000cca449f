import type { JWTPayload, JWTVerifyGetKey, JWTVerifyResult } from "jose";
import type { Settings } from "../settings/settings.js";
import { CLOCK_TOLERANCE } from "../clock.js";
import type { SigningKeys } from "./signing-keys.js";

/** A JWT whose signature, issuer and audience hold. */
export interface VerifiedJwt {
  readonly algorithm: string;
  readonly claims: JWTPayload;
}

/** What a JWT must be. */
export interface JwtRules {
  readonly algorithms: readonly string[];
  /** The exact issuer. */
  readonly issuer: string;
  /** Values of `typ` that are accepted beside none at all, in lower case. */
  readonly types?: readonly string[];
  /** Claims that must be there. */
  readonly required: readonly string[];
}

/**
 * Verifies a signed JWT of the provider: algorithm registered, key of the provider, issuer, audience, expiry.
 *
 * @throws the error of jose that says what is wrong
 */
export async function verifyJwt(
  jwt: string,
  rules: JwtRules,
  { clientId, credentials }: Settings,
  keys: SigningKeys,
): Promise<VerifiedJwt> {
  const jose = await import("jose");
  const options = {
    algorithms: [...rules.algorithms],
    issuer: rules.issuer,
    audience: clientId,
    requiredClaims: [...rules.required],
    clockTolerance: CLOCK_TOLERANCE,
  };

  const { alg = "", typ } = jose.decodeProtectedHeader(jwt);
  // A logout token or an access token is no ID token, even of the same provider (RFC 8725 section 3.11).
  const { types = ["jwt"] } = rules;
  if (typ !== undefined && !types.includes(typ.toLowerCase().replace(/^application\//, ""))) {
    throw new jose.errors.JWTInvalid(`unexpected typ "${typ}"`);
  }

  if (alg.startsWith("HS")) {
    const secret = credentials.method === "client_secret_post" ? await currentSecret(credentials.secret) : "";
    if (!secret) throw new jose.errors.JWTInvalid("a symmetric signature and no client secret");
    return verified(alg, await jose.jwtVerify(jwt, new TextEncoder().encode(secret), options));
  }
  return verified(alg, await verifyWithKeys());

  async function verifyWithKeys(): Promise<JWTVerifyResult> {
    try {
      return await verifyWithOneOf(await keys.get());
    } catch (error) {
      // A key that is new under a known id, or without any, shows only by a signature that does not hold; one that was
      // published broken, by an error that is not about the token.
      const unknown =
        error instanceof jose.errors.JWKSNoMatchingKey ||
        error instanceof jose.errors.JWSSignatureVerificationFailed ||
        !(error instanceof jose.errors.JOSEError);
      const renewed = unknown ? await keys.renewed() : undefined;
      if (!renewed) throw error;
      return verifyWithOneOf(renewed);
    }
  }

  async function verifyWithOneOf(keySet: JWTVerifyGetKey): Promise<JWTVerifyResult> {
    try {
      return await jose.jwtVerify(jwt, keySet, options);
    } catch (error) {
      if (!(error instanceof jose.errors.JWKSMultipleMatchingKeys)) throw error;
      // Without a key id each of the keys that fit may be the one.
      for await (const key of error) {
        try {
          return await jose.jwtVerify(jwt, key, options);
        } catch (refusal) {
          if (!(refusal instanceof jose.errors.JWSSignatureVerificationFailed)) throw refusal;
        }
      }
      throw new jose.errors.JWSSignatureVerificationFailed();
    }
  }
}

function verified(algorithm: string, { payload }: JWTVerifyResult): VerifiedJwt {
  return { algorithm, claims: payload };
}

async function currentSecret(secret: string | (() => string | Promise<string>)): Promise<string> {
  return typeof secret === "string" ? secret : secret();
}
