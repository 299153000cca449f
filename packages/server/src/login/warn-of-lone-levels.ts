import type { Settings } from "../settings/settings.js";
import { warnOnce } from "../warn-once.js";

/** Logs each level that the provider refuses to some people unless the list holds others too; once for each level. */
export function warnOfLoneLevels(
  acr: readonly string[] | undefined,
  settings: Pick<Settings, "profile" | "logger">,
): void {
  const { id, acr: rules } = settings.profile;
  for (const level of acr ?? []) {
    const others = rules.onlyWith?.[level] ?? [];
    const missing = others.filter((other) => !acr?.includes(other));
    if (missing.length > 0) {
      warnOnce(
        settings,
        "level_alone",
        `acr: at ${id} the level ${level} without ${missing.join(" and ")} locks people out. ` +
          "For a second factor, secondFactor: true is the whole list.",
      );
    }
  }
}
