import type { RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import type { SessionContext } from "../session-context.js";

/** Seconds that a service may keep the keys without asking again. */
const KEPT = 300;

/** The keys that verify the application's own tokens, as a JWK set (RFC 7517 section 5): those to come included. */
export function publishKeys(_request: RequestParts, { settings }: SessionContext): Response {
  const keys = settings.tokenKeys.map(({ jwk }) => jwk);
  return json({ keys }, { headers: { "cache-control": `public, max-age=${KEPT}` } });
}
