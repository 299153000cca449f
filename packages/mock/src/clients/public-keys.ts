import { createPublicKey, type JsonWebKey } from "node:crypto";
import { type Check, listOf, plainValue, type Place, refuse } from "../files/check.js";

interface PublicKeys {
  readonly keys: readonly object[];
}

/** A JWK set (RFC 7517) of public keys. */
export const publicKeys: Check<PublicKeys> = (place) => {
  const keys = "members" in place.json ? place.json.members.get("keys")?.value : undefined;
  if (keys === undefined) return refuse(place, 'must be a JWK set, as { "keys": [ … ] }');
  const checked = listOf(publicKey, "keys")({ ...place, json: keys, name: `${place.name}.keys` });
  return checked && { keys: checked };
};

const publicKey: Check<object> = (place: Place) => {
  const key = plainValue(place) as JsonWebKey;
  if (typeof key !== "object" || key === null || Array.isArray(key)) {
    return refuse(place, "must be a JWK, between { and }");
  }
  if (key.d !== undefined || key.k !== undefined) {
    return refuse(place, "must be a public key: leave out its private members, and make a new pair");
  }
  try {
    createPublicKey({ key, format: "jwk" });
    return key;
  } catch {
    return refuse(place, "must be a public JWK: RSA (n, e), EC (crv, x, y) or OKP (crv, x)");
  }
};
