import type { KeyObject } from "node:crypto";
import { nodeCrypto } from "../node-crypto.js";
import type { Problem } from "./problem.js";

/** A key that signs the application's own tokens, with ES256 (RFC 7518 section 3.4). */
export interface TokenKey {
  readonly key: KeyObject;
  /** The key's own, else its thumbprint (RFC 7638). */
  readonly kid: string;
  /** As it is published: without its private part. */
  readonly jwk: Readonly<Record<string, string>>;
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
  const { createHash, createPrivateKey, createPublicKey } = nodeCrypto();
  try {
    const given = written.startsWith("{") ? (JSON.parse(written) as { kid?: unknown }) : undefined;
    const key = createPrivateKey(given ? { key: given, format: "jwk" } : written.replaceAll("\\n", "\n"));
    if (key.asymmetricKeyDetails?.namedCurve !== "prime256v1") return undefined;
    const { crv = "", x = "", y = "" } = createPublicKey(key).export({ format: "jwk" });
    const thumbprint = createHash("sha256")
      .update(JSON.stringify({ crv, kty: "EC", x, y }))
      .digest("base64url");
    const kid = typeof given?.kid === "string" && given.kid !== "" ? given.kid : thumbprint;
    return { key, kid, jwk: { kty: "EC", crv, x, y, kid, alg: "ES256", use: "sig" } };
  } catch {
    // What was caught may quote the key.
    return undefined;
  }
}
