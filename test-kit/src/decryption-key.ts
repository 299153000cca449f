import { generateKeyPairSync } from "node:crypto";
import type { Profile } from "@moncomptepro/profiles";

/** A key for the setting `decryptionKey`, as a PEM: P-256 by default. */
export function makeDecryptionKey(type: "ec" | "rsa" = "ec", modulusLength = 2048): string {
  const { privateKey } =
    type === "rsa"
      ? generateKeyPairSync("rsa", { modulusLength })
      : generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

/** The option `decryptionKey` where the provider encrypts; nothing elsewhere. */
export function decryptionKeyFor({ idToken }: Pick<Profile, "idToken">): { decryptionKey?: string } {
  return idToken.encryption ? { decryptionKey: makeDecryptionKey() } : {};
}
