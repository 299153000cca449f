import type { Settings } from "../settings/settings.js";

/** What was said already, by the logger that it was said to: a guard may read its requirements at each request. */
const said = new WeakMap<object, Set<string>>();

/** Logs each level that the provider refuses to some people unless the list holds others too; once for each level. */
export function warnOfLoneLevels(
  acr: readonly string[] | undefined,
  { profile, logger }: Pick<Settings, "profile" | "logger">,
): void {
  for (const level of acr ?? []) {
    const others = profile.acr.onlyWith?.[level] ?? [];
    const missing = others.filter((other) => !acr?.includes(other));
    if (missing.length > 0 && isNew(`${profile.id} ${level} ${missing.join(" ")}`, logger)) {
      logger.warn(
        `acr: at ${profile.id} the level ${level} without ${missing.join(" and ")} locks people out. ` +
          "For a second factor, secondFactor: true is the whole list.",
      );
    }
  }
}

function isNew(sentence: string, logger: object): boolean {
  const known = said.get(logger) ?? new Set();
  said.set(logger, known);
  return known.size !== known.add(sentence).size;
}
