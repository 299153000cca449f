import type { ProviderBehavior } from "../behavior.js";

const PREFIX = "5a8f0c37-1d2e-4b6a-9c41-";

/** Relying parties receive a UUID, whose end one can still read. A `sub` that is no short number stays as it is. */
export const uuidSubject: ProviderBehavior["subject"] = {
  of: (sub) => (/^(?:0|[1-9]\d{0,11})$/.test(sub) ? PREFIX + sub.padStart(12, "0") : sub),
  read: (subject) =>
    subject.startsWith(PREFIX) ? subject.slice(PREFIX.length).replace(/^0+(?=\d)/, "") : subject,
};
