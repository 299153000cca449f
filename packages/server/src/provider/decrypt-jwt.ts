import type * as JoseModule from "jose";
import type { EncryptionRules } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import { loadJose } from "../lazy-libraries.js";
import type { DecryptionKey } from "../settings/decryption-keys.js";
import type { JwtRules } from "./verify-jwt.js";

/** What opens an encrypted JWT, and who must have made it. */
export interface DecryptionParties {
  /** Undefined where the provider encrypts nothing: the JWT passes as it is. */
  readonly encryption: EncryptionRules | undefined;
  readonly keys: readonly DecryptionKey[];
  readonly issuer: string;
  readonly clientId: string;
}

/**
 * Opens a JWT that is signed, then encrypted to this client (RFC 7519 section 5.2, OpenID Connect Core 1.0 section 16.14).
 * Whose it is, only the signature inside tells, which is for the caller to verify: the public key is known to all.
 *
 * @returns the signed JWT; the given one where it is not encrypted and need not be
 * @throws AuthError the code given
 */
export async function decryptJwt(
  jwt: string,
  invalid: JwtRules["invalid"],
  { encryption, keys, issuer, clientId }: DecryptionParties,
): Promise<string> {
  if (!encryption) return jwt;
  if (!isEncrypted(jwt)) {
    if (!encryption.required) return jwt;
    throw new AuthError(invalid, { hint: "it is not encrypted, and this provider encrypts always" });
  }
  if (!jwt.split(".").every(isCanonical))
    throw new AuthError(invalid, { hint: "a part of it is not base64url" });
  const jose = await loadJose();
  const { alg, kid } = readHeader(jwt, invalid, { encryption, issuer, clientId }, jose);
  const fitting = keys.filter(
    (key) => key.algorithms.includes(alg) && (kid === undefined || key.kid === kid),
  );
  if (fitting.length === 0) {
    const known = keys.map((key) => key.kid).join(", ");
    throw new AuthError(invalid, {
      hint: `it is encrypted to a key that decryptionKey does not hold; those that it holds: ${known || "none"}`,
    });
  }
  for (const { key } of fitting) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- one after the other: nearly always there is one
      const { plaintext } = await jose.compactDecrypt(jwt, key, {
        keyManagementAlgorithms: [...encryption.keyManagementAlgorithms],
        contentEncryptionAlgorithms: [...encryption.contentEncryptionAlgorithms],
      });
      return new TextDecoder("utf-8", { fatal: true }).decode(plaintext);
    } catch {
      // Why it cannot be opened would help only an attacker (RFC 7516 section 11.5).
    }
  }
  throw new AuthError(invalid, { hint: "it cannot be opened with the key that it names" });
}

/** RFC 7516 section 9: it has five parts, and what is only signed has three. */
export function isEncrypted(jwt: string): boolean {
  return jwt.split(".").length === 5;
}

/** RFC 7516 section 5.2: what may be open in the header is checked before anything is decrypted. */
function readHeader(
  jwt: string,
  invalid: JwtRules["invalid"],
  {
    encryption,
    issuer,
    clientId,
  }: Pick<DecryptionParties, "issuer" | "clientId"> & { encryption: EncryptionRules },
  jose: typeof JoseModule,
): { alg: string; kid: string | undefined } {
  const refuse = (hint: string): never => {
    throw new AuthError(invalid, { hint });
  };
  let header: Readonly<Record<string, unknown>>;
  try {
    header = jose.decodeProtectedHeader(jwt);
  } catch {
    return refuse("its header cannot be read");
  }
  const { alg, enc, cty, kid, zip } = header;
  const { contentEncryptionAlgorithms, keyManagementAlgorithms } = encryption;
  if (typeof alg !== "string" || !keyManagementAlgorithms.includes(alg))
    return refuse(`its alg is not one of the accepted ones: ${keyManagementAlgorithms.join(", ")}`);
  if (typeof enc !== "string" || !contentEncryptionAlgorithms.includes(enc))
    return refuse(`its enc is not one of the accepted ones: ${contentEncryptionAlgorithms.join(", ")}`);
  // What is compressed may be a bomb, and its size tells of its content.
  if (zip !== undefined) return refuse("it is compressed");
  if (cty !== undefined && !(typeof cty === "string" && /^(application\/)?jwt$/i.test(cty)))
    return refuse("its cty is not JWT");
  if (kid !== undefined && typeof kid !== "string") return refuse("its kid is not a text");
  // RFC 7519 section 5.3: claims that stand in the header too are the same there.
  if (header["iss"] !== undefined && header["iss"] !== issuer)
    return refuse("its header names another issuer");
  if (header["aud"] !== undefined && ![header["aud"]].flat().includes(clientId))
    return refuse("its header names another client");
  return { alg, kid };
}

/** One spelling only: the bits that the last letter has too many are none of anyone's choice. */
function isCanonical(part: string): boolean {
  return Buffer.from(part, "base64url").toString("base64url") === part;
}
