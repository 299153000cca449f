import { randomBytes } from "node:crypto";
import {
  decodeJwt,
  decodeProtectedHeader,
  generateKeyPair,
  SignJWT,
  type CryptoKey,
  type JWTHeaderParameters,
} from "jose";
import { keyFor, type Signing } from "../provider/signing-keys.js";
import { CLAIM_FAULTS, falsifyClaims } from "./falsify-claims.js";
import type { Claims } from "./fault-kind.js";
import type { Fault, FaultName } from "./fault.js";

/** The faults that a signed token can have. */
export const TOKEN_FAULTS: readonly FaultName[] = [...CLAIM_FAULTS, "wrong_signature", "unknown_key"];

/** What a token says; undefined where it is encrypted. */
export function claimsOf(token: string): Claims | undefined {
  return token.split(".").length === 3 ? decodeJwt(token) : undefined;
}

/**
 * A signed token with faults, signed again: all else in it is true.
 *
 * @throws Error for an encrypted token: only the client can open it
 */
export async function falsifyToken(
  token: string,
  faults: readonly Fault[],
  signing: Signing,
): Promise<string> {
  if (token.split(".").length !== 3) {
    throw new Error("the token is encrypted: register the client without encryption to falsify it");
  }
  const header = decodeProtectedHeader(token) as JWTHeaderParameters;
  const isKnown = faults.every(({ name }) => name !== "unknown_key");
  const signed = await new SignJWT({ ...falsifyClaims(decodeJwt(token), faults) })
    .setProtectedHeader(isKnown ? header : { ...header, kid: "a-key-that-nobody-published" })
    .sign(isKnown ? await keyFor(header.alg, signing) : await otherKey(header.alg));
  const hasWrongSignature = faults.some(({ name }) => name === "wrong_signature");
  return hasWrongSignature ? withWrongSignature(signed) : signed;
}

type Key = CryptoKey | Uint8Array;

async function otherKey(algorithm: string): Promise<Key> {
  if (algorithm.startsWith("HS")) return randomBytes(64);
  return (await generateKeyPair(algorithm)).privateKey;
}

/** As long as the true one, so that nothing but the check of the signature can tell. */
function withWrongSignature(token: string): string {
  const [header, claims, signature = ""] = token.split(".");
  const { length } = Buffer.from(signature, "base64url");
  return [header, claims, randomBytes(length).toString("base64url")].join(".");
}
