import type { KeyObject } from "node:crypto";
import type { Profile } from "@moncomptepro/profiles";
import type { CheckedSettings } from "./checked-settings.js";
import { isBuilding } from "./is-building.js";
import { parsePrivateKey, publicJwk, type PublicJwk } from "./private-key.js";
import type { Problem } from "./problem.js";

/** A key that opens what the provider encrypts to this client. */
export interface DecryptionKey {
  readonly key: KeyObject;
  /** The key's own, else its thumbprint (RFC 7638). */
  readonly kid: string;
  /** Values of `alg` that the provider may use it with. */
  readonly algorithms: readonly string[];
  /** As it is published: without its private part, and open to any algorithm that fits it. */
  readonly jwk: PublicJwk;
}

/**
 * Reads the keys: the first one is published, the others open what was encrypted to them. A provider that encrypts always
 * needs one, and one that never does takes none.
 */
export function readDecryptionKeys(
  { decryptionKey: given = [] }: Partial<CheckedSettings>,
  { id, idToken, userinfo }: Pick<Profile, "id" | "idToken" | "userinfo">,
  problems: Problem[],
): DecryptionKey[] {
  const rules = [idToken.encryption, userinfo.encryption].filter((each) => each !== undefined);
  const accepted = rules.flatMap((rule) => rule.keyManagementAlgorithms);
  const keys = given.flatMap((each) => readKey(each, accepted) ?? []);
  const refuse = (message: string): void => void problems.push({ setting: "decryptionKey", message });
  if (given.length > 0 && rules.length === 0) refuse(`is given, but ${id} encrypts nothing: leave it out`);
  else if (keys.length < given.length)
    refuse(
      "cannot be read: each must be P-256, or RSA of 2,048 bits or more, a PKCS #8 PEM or a private JWK",
    );
  else if (new Set(keys.map(({ kid }) => kid)).size < keys.length)
    refuse("holds two keys of the same name (kid)");
  // What is wrong with the form is told already.
  else if (
    keys.length === 0 &&
    rules.some(({ required }) => required) &&
    !isBuilding() &&
    !problems.some(({ setting }) => setting === "decryptionKey")
  )
    refuse(
      `is missing: ${id} encrypts what it tells. Make one with openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256`,
    );
  return keys;
}

/**
 * What the provider may encrypt to: the first key alone. An instance that does not have the next one yet could not open
 * what came for it.
 */
export function publishedKeys(keys: readonly DecryptionKey[]): readonly PublicJwk[] {
  return keys.slice(0, 1).map(({ jwk }) => jwk);
}

function readKey(written: string, accepted: readonly string[]): DecryptionKey | undefined {
  const parsed = parsePrivateKey(written);
  const algorithms = parsed ? algorithmsOf(parsed.key).filter((each) => accepted.includes(each)) : [];
  if (!parsed || algorithms.length === 0) return undefined;
  const jwk = publicJwk(parsed);
  return { key: parsed.key, kid: jwk.kid, algorithms, jwk: { ...jwk, use: "enc" } };
}

/** RFC 7518 section 4.1. RSA1_5 is none: it tells an attacker too much. */
function algorithmsOf({ asymmetricKeyDetails, asymmetricKeyType }: KeyObject): readonly string[] {
  const { modulusLength = 0, namedCurve } = asymmetricKeyDetails ?? {};
  if (asymmetricKeyType === "rsa" && modulusLength >= 2048) return ["RSA-OAEP-256", "RSA-OAEP"];
  if (asymmetricKeyType === "ec" && namedCurve === "prime256v1") return ["ECDH-ES"];
  return [];
}
