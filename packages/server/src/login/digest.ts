import { createHash } from "node:crypto";

/**
 * What a transaction remembers of an e-mail or a `sub`: enough to compare it with the one received, in a size that does
 * not depend on it. A link may suggest any e-mail, and ten transactions share the cookies of a browser.
 */
export function digestOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 12);
}
