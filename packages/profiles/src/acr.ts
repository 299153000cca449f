import type { AcrRules } from "./profile.js";

/**
 * Says whether the authentication level received is one of those accepted.
 *
 * With `exact` rules only a listed value counts: at ProConnect a session at `eidas3` does not satisfy `eidas2`. With
 * `ordered` rules a level above an accepted one counts too (`rules.values` is sorted from the weakest to the
 * strongest). A value that the browser can forge never counts, whatever is accepted.
 */
export function acrSatisfies(
  rules: AcrRules,
  received: string | undefined,
  accepted: readonly string[],
): boolean {
  if (received === undefined || rules.forgeable.includes(received)) return false;
  if (accepted.includes(received)) return true;
  if (rules.comparison === "exact") return false;

  const rank = rules.values.indexOf(received);
  return accepted.some((value) => rules.values.includes(value) && rank >= rules.values.indexOf(value));
}
