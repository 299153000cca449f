import { createHash } from "node:crypto";

/**
 * What a transaction remembers of the e-mail that a login suggested: enough to compare it with the one received, in a
 * size that does not depend on it. A link may suggest any, and ten transactions share the cookies of a browser.
 */
export function digestOf(email: string): string {
  return createHash("sha256").update(email.toLowerCase()).digest("base64url").slice(0, 12);
}
