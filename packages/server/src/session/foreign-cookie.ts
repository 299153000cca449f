import type { Settings } from "../settings/settings.js";
import { warnOnce } from "../warn-once.js";

/** Says once that a cookie with the name of ours is none of ours: it is left alone. */
export function warnOfForeignCookie(name: string, settings: Pick<Settings, "logger">): void {
  warnOnce(
    settings,
    "foreign_cookie",
    "A cookie with a name of ours cannot be opened. It is left alone. It is of a secret that is gone, or of another " +
      "application of this host: then one of the two needs the option cookieName.",
    { name },
  );
}
