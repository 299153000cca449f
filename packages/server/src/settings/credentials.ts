import type { KeyObject } from "node:crypto";
import type { Profile } from "@moncomptepro/profiles";
import { nodeCrypto } from "../node-crypto.js";
import type { CheckedSettings } from "./checked-settings.js";
import type { ClientSecret } from "./options.js";
import type { Problem } from "./problem.js";

/** How the client proves to the token endpoint who it is. */
export type Credentials =
  | { readonly method: "client_secret_post"; readonly secret: ClientSecret }
  | {
      readonly method: "private_key_jwt";
      readonly key: KeyObject;
      readonly algorithm: string;
      readonly keyId?: string;
    };

/** Reads the secret or the key: one of them, and only one, must be there. */
export function readCredentials(
  { clientSecret, privateKey }: Partial<CheckedSettings>,
  profile: Profile | undefined,
  problems: Problem[],
): Credentials | undefined {
  if (clientSecret !== undefined && privateKey !== undefined) {
    problems.push({
      setting: "privateKey",
      message: "and the client secret are both given: keep the registered one",
    });
    return undefined;
  }
  if (clientSecret !== undefined) return { method: "client_secret_post", secret: clientSecret };
  if (privateKey !== undefined && profile?.clientAuthentication.includes("private_key_jwt") === false) {
    problems.push({
      setting: "privateKey",
      message: `is set, but ${profile.id} registers no key: it must be the client secret instead`,
    });
    return undefined;
  }
  if (privateKey !== undefined) return readPrivateKey(privateKey, problems);
  if (!problems.some(({ setting }) => setting === "clientSecret" || setting === "privateKey")) {
    problems.push({
      setting: "clientSecret",
      message: "is missing: it must be the secret that the provider gave you",
    });
  }
  return undefined;
}

function readPrivateKey(privateKey: string, problems: Problem[]): Credentials | undefined {
  const refuse = (message: string): undefined => {
    problems.push({ setting: "privateKey", message });
    return undefined;
  };
  try {
    const jwk = privateKey.startsWith("{") ? (JSON.parse(privateKey) as { kid?: unknown }) : undefined;
    const key = nodeCrypto().createPrivateKey(
      jwk ? { key: jwk, format: "jwk" } : privateKey.replaceAll("\\n", "\n"),
    );
    const algorithm = algorithmOf(key);
    if (!algorithm) return refuse("must be RSA of 2,048 bits or more, P-256 or Ed25519");
    return {
      method: "private_key_jwt",
      key,
      algorithm,
      ...(typeof jwk?.kid === "string" && { keyId: jwk.kid }),
    };
  } catch {
    // What was caught may quote the key.
    return refuse("cannot be read: it must be a PKCS #8 PEM or a private JWK");
  }
}

function algorithmOf(key: KeyObject): string | undefined {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa" && modulusLength >= 2048) return "RS256";
  if (key.asymmetricKeyType === "ec" && namedCurve === "prime256v1") return "ES256";
  if (key.asymmetricKeyType === "ed25519") return "EdDSA";
  return undefined;
}
