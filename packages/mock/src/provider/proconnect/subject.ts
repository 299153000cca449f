import { createHash } from "node:crypto";
import { BoundedMap } from "../../bounded-map.js";
import type { ProviderBehavior } from "../behavior.js";

const PREFIX = "5a8f0c37-1d2e-4b6a-9c41-";

/** A `sub` that is no short number becomes a hash; the way back is remembered, and the same in every provider. */
const hashed = new BoundedMap<string>({ size: 20_000 });

/** Relying parties receive a UUID, at whose end one can still read a short number. */
export const uuidSubject: ProviderBehavior["subject"] = {
  of(sub) {
    if (/^(?:0|[1-9]\d{0,11})$/.test(sub)) return PREFIX + sub.padStart(12, "0");
    const subject = hash(sub);
    hashed.set(subject, sub);
    return subject;
  },
  read: (subject) =>
    subject.startsWith(PREFIX)
      ? subject.slice(PREFIX.length).replace(/^0+(?=\d)/, "")
      : (hashed.get(subject) ?? subject),
};

/** In the form of version 4, as the federation’s own are (RFC 9562 section 5.4). */
function hash(sub: string): string {
  const hex = createHash("sha256").update(sub).digest("hex");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `a${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
