import type { KeyObject } from "node:crypto";
import { parsePrivateKey, publicJwk, type PublicJwk } from "./private-key.js";
import type { Problem } from "./problem.js";

/** A key that signs the application's own tokens, with ES256 (RFC 7518 section 3.4). */
export interface TokenKey {
  readonly key: KeyObject;
  /** The key's own, else its thumbprint (RFC 7638). */
  readonly kid: string;
  /** As it is published: without its private part. */
  readonly jwk: PublicJwk;
}

/** Reads the keys: each of them P-256, and each under a name of its own. */
export function readTokenKeys(given: readonly string[] = [], problems: Problem[]): TokenKey[] {
  const keys = given.flatMap((each) => readKey(each) ?? []);
  const refuse = (message: string): void => void problems.push({ setting: "tokenPrivateKey", message });
  if (keys.length < given.length)
    refuse("cannot be read: each must be P-256, a PKCS #8 PEM or a private JWK");
  else if (new Set(keys.map(({ kid }) => kid)).size < keys.length)
    refuse("holds two keys of the same name (kid)");
  return keys;
}

function readKey(written: string): TokenKey | undefined {
  const parsed = parsePrivateKey(written);
  if (parsed?.key.asymmetricKeyDetails?.namedCurve !== "prime256v1") return undefined;
  const jwk = publicJwk(parsed);
  return { key: parsed.key, kid: jwk.kid, jwk: { ...jwk, alg: "ES256", use: "sig" } };
}
