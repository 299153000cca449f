import type { KeyObject } from "node:crypto";
import type { CheckedSettings } from "./checked-settings.js";
import type { ClientSecret } from "./options.js";
import { parsePrivateKey } from "./private-key.js";
import type { Problem } from "./problem.js";

/** How the client proves to the token endpoint who it is. */
export type Credentials =
  | { readonly method: "client_secret_post" | "client_secret_basic"; readonly secret: ClientSecret }
  | {
      readonly method: "private_key_jwt";
      readonly key: KeyObject;
      readonly algorithm: string;
      readonly keyId?: string;
    };

/** Reads the secret or the key: one of them, and only one, must be there. */
export function readCredentials(
  { clientAuthentication, clientSecret, privateKey }: Partial<CheckedSettings>,
  problems: Problem[],
): Credentials | undefined {
  if (clientSecret !== undefined && privateKey !== undefined) {
    problems.push({
      setting: "privateKey",
      message: "and the client secret are both given: keep the registered one",
    });
    return undefined;
  }
  const isKey = clientAuthentication === "private_key_jwt";
  if (clientAuthentication !== undefined && isKey !== (privateKey !== undefined)) {
    problems.push({
      setting: "clientAuthentication",
      message: `is ${clientAuthentication}, which needs ${isKey ? "privateKey" : "clientSecret"} alone`,
    });
    return undefined;
  }
  if (clientSecret !== undefined) {
    const isBasic = clientAuthentication === "client_secret_basic";
    return { method: isBasic ? "client_secret_basic" : "client_secret_post", secret: clientSecret };
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
  const parsed = parsePrivateKey(privateKey);
  if (!parsed) return refuse("cannot be read: it must be a PKCS #8 PEM or a private JWK");
  const algorithm = algorithmOf(parsed.key);
  if (!algorithm) return refuse("must be RSA of 2,048 bits or more, P-256 or Ed25519");
  return { method: "private_key_jwt", ...parsed, algorithm };
}

function algorithmOf(key: KeyObject): string | undefined {
  const { modulusLength = 0, namedCurve } = key.asymmetricKeyDetails ?? {};
  if (key.asymmetricKeyType === "rsa" && modulusLength >= 2048) return "RS256";
  if (key.asymmetricKeyType === "ec" && namedCurve === "prime256v1") return "ES256";
  if (key.asymmetricKeyType === "ed25519") return "EdDSA";
  return undefined;
}
