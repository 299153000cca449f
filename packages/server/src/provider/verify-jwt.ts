import type * as JoseModule from "jose";
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyResult } from "jose";
import { CLOCK_TOLERANCE } from "../clock.js";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { loadJose } from "../lazy-libraries.js";
import type { ProviderSettings } from "../settings/provider-settings.js";
import { withoutContent } from "./caught.js";
import type { SigningKeys } from "./signing-keys.js";

/** A JWT whose signature, issuer and audience hold. */
export interface VerifiedJwt {
  readonly algorithm: string;
  readonly claims: JWTPayload;
}

/** What a JWT must be. */
export interface JwtRules {
  /** The code of a JWT that breaks one of these rules. */
  readonly invalid: Extract<
    ErrorCode,
    "id_token_invalid" | "userinfo_invalid" | "logout_token_invalid" | "introspection_invalid"
  >;
  /** Values of `alg` that are accepted. */
  readonly algorithms: readonly string[];
  /** Values of `typ` that are accepted beside none at all, in lower case. `jwt` when absent. */
  readonly types?: readonly string[];
  /** Claims that must be there beside `iss` and `aud`. */
  readonly required: readonly string[];
}

/** Who must have signed a JWT, and for whom. */
export interface JwtParties extends Pick<ProviderSettings, "clientId" | "credentials"> {
  /** The exact issuer. */
  readonly issuer: string;
  readonly keys: SigningKeys;
}

type Jose = typeof JoseModule;
type Options = NonNullable<Parameters<Jose["jwtVerify"]>[2]>;

/**
 * Verifies a signed JWT of the provider: algorithm registered, key of the provider, issuer, audience, expiry.
 *
 * @throws AuthError the code of the rules, or what fetching the provider's keys throws
 */
export async function verifyJwt(jwt: string, rules: JwtRules, parties: JwtParties): Promise<VerifiedJwt> {
  const jose = await loadJose();
  const algorithm = readAlgorithm(jwt, rules, jose);
  const options: Options = {
    algorithms: [algorithm],
    issuer: parties.issuer,
    audience: parties.clientId,
    requiredClaims: [...rules.required],
    clockTolerance: CLOCK_TOLERANCE,
  };
  const secret = algorithm.startsWith("HS") ? await sharedSecret(parties, rules) : undefined;
  try {
    const { payload } = secret
      ? await jose.jwtVerify(jwt, secret, options)
      : await verifyWithKeys(jwt, parties.keys, options, jose);
    return { algorithm, claims: payload };
  } catch (caught) {
    if (caught instanceof AuthError) throw caught;
    const cause = withoutContent(caught);
    throw new AuthError(rules.invalid, { hint: cause.message, cause });
  }
}

/** What the header says must be allowed before anything else of the token counts (RFC 8725 section 3.1). */
function readAlgorithm(jwt: string, { algorithms, types = ["jwt"], invalid }: JwtRules, jose: Jose): string {
  let header: Readonly<Record<string, unknown>>;
  try {
    header = jose.decodeProtectedHeader(jwt);
  } catch {
    throw new AuthError(invalid, { hint: "it is not a signed JWT" });
  }
  const { alg, typ } = header;
  if (typeof alg !== "string" || !algorithms.includes(alg)) {
    throw new AuthError(invalid, {
      hint: `its alg is not one of the accepted ones: ${algorithms.join(", ")}`,
    });
  }
  // A logout token or an access token is no ID token, even of the same provider (RFC 8725 section 3.11).
  if (typ !== undefined && !(typeof typ === "string" && types.includes(mediaType(typ)))) {
    throw new AuthError(invalid, { hint: `its typ is not one of the accepted ones: ${types.join(", ")}` });
  }
  return alg;
}

/** RFC 7515 section 4.1.9: the part before the slash may be left out. */
function mediaType(typ: string): string {
  return typ.toLowerCase().replace(/^application\//, "");
}

async function sharedSecret({ credentials }: JwtParties, { invalid }: JwtRules): Promise<Uint8Array> {
  const given = credentials.method !== "private_key_jwt" ? credentials.secret : "";
  const secret = typeof given === "string" ? given : await given();
  if (!secret)
    throw new AuthError(invalid, { hint: "the signature is symmetric, and there is no client secret" });
  return new TextEncoder().encode(secret);
}

async function verifyWithKeys(
  jwt: string,
  keys: SigningKeys,
  options: Options,
  jose: Jose,
): Promise<JWTVerifyResult> {
  try {
    return await verifyWithOneOf(jwt, await keys.get(), options, jose);
  } catch (error) {
    if (error instanceof AuthError) throw error;
    // A key that is new under a known id, or without any, shows only by a signature that does not hold; one that was
    // published broken, by an error that is not about the token.
    const unknown =
      error instanceof jose.errors.JWKSNoMatchingKey ||
      error instanceof jose.errors.JWSSignatureVerificationFailed ||
      !(error instanceof jose.errors.JOSEError);
    const renewed = unknown ? await keys.renewed() : undefined;
    if (!renewed) throw error;
    return verifyWithOneOf(jwt, renewed, options, jose);
  }
}

async function verifyWithOneOf(
  jwt: string,
  keySet: JWTVerifyGetKey,
  options: Options,
  jose: Jose,
): Promise<JWTVerifyResult> {
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
