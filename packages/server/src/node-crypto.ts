import type * as Crypto from "node:crypto";

/** Node's crypto, loaded when it is first needed: alone it costs as much as all the rest of importing this package. */
export function nodeCrypto(): typeof Crypto {
  return process.getBuiltinModule("node:crypto");
}
