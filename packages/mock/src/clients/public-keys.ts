import { createPublicKey, type JsonWebKey } from "node:crypto";
import * as v from "valibot";
import { isObject, listOf } from "../files/schema.js";

/** A JWK (RFC 7517) of a public key. */
const publicKey = v.pipe(
  v.custom<JsonWebKey>(isObject, ({ input }) => {
    const found = typeof input === "object" && input !== null ? "" : `, not ${JSON.stringify(input)}`;
    return `must be a JWK, between { and }${found}`;
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const { value: key } = dataset;
    if (key.d !== undefined || key.k !== undefined) {
      addIssue({ message: "must be a public key: leave out its private members, and make a new pair" });
    } else if (!isPublic(key)) {
      addIssue({ message: "must be a public JWK: RSA (n, e), EC (crv, x, y) or OKP (crv, x)" });
    }
  }),
);

function isPublic(key: JsonWebKey): boolean {
  try {
    createPublicKey({ key, format: "jwk" });
    return true;
  } catch {
    return false;
  }
}

const keySet = v.object({ keys: listOf(publicKey, "keys") });

/** A JWK set (RFC 7517) of public keys. */
export const publicKeys: v.GenericSchema<unknown, { readonly keys: readonly object[] }> = v.lazy((input) =>
  isObject(input) && "keys" in input ? keySet : v.never('must be a JWK set, for example { "keys": [ … ] }'),
);
