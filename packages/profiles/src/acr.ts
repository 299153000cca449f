import type { AcrRules } from "./profile.js";

/**
 * Says whether the authentication level received is one of those accepted.
 *
 * With `exact` rules only a listed value counts: at ProConnect a session at `eidas3` does not satisfy `eidas2`. With
 * `ordered` rules a level above an accepted one counts too (`rules.values` is sorted from the weakest to the
 * strongest). A value that the browser can forge never counts, whatever is accepted. Of an answer without a level the
 * rules say what it means, or it has none.
 */
export function acrSatisfies(
  rules: AcrRules,
  received: string | undefined,
  accepted: readonly string[],
): boolean {
  const level = received ?? rules.absent;
  if (level === undefined || rules.forgeable.includes(level)) return false;
  if (accepted.includes(level)) return true;
  if (rules.comparison === "exact") return false;

  const rank = rules.values.indexOf(level);
  return accepted.some((value) => rules.values.includes(value) && rank >= rules.values.indexOf(value));
}
