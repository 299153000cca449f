import type { RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import type { SessionContext } from "../session-context.js";
import { publishedKeys } from "../settings/decryption-keys.js";

/** Seconds that a service may keep the keys without asking again. */
const KEPT = 300;

/**
 * A JWK set (RFC 7517 section 5): the keys that verify the application's own tokens, those to come included, and the one
 * that the provider encrypts to.
 */
export function publishKeys(_request: RequestParts, { settings, each }: SessionContext): Response {
  const toEncrypt = each.flatMap(({ settings: { decryptionKeys } }) => publishedKeys(decryptionKeys));
  // Providers that encrypt have the same one.
  const keys = [...settings.tokenKeys.map(({ jwk }) => jwk), ...toEncrypt.slice(0, 1)];
  return json({ keys }, { headers: { "cache-control": `public, max-age=${KEPT}` } });
}
