import type { KoaContextWithOIDC } from "oidc-provider";
import { findMismatches, type Registration } from "./find-mismatches.js";
import { mismatchLines } from "./mismatch-lines.js";

/** A middleware of oidc-provider that tells of each request that is not what is registered, once it was answered. */
export function tellMismatches(registration: Registration, tell: (lines: string) => void) {
  return async (context: KoaContextWithOIDC, next: () => Promise<void>): Promise<void> => {
    await next();
    const mismatches = findMismatches(context, registration);
    if (mismatches.length > 0) tell(mismatchLines(mismatches));
  };
}
