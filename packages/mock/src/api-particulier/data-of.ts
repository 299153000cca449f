import type { DataCallName } from "@moncomptepro/profiles";
import type { Person } from "../people/people.js";

/** What the administration holds about a person, for a call in a version; undefined when it is nothing. */
export function dataOf(
  name: DataCallName,
  version: number,
  { data }: Pick<Person, "data">,
): Readonly<Record<string, unknown>> | undefined {
  const found = data?.[name];
  if (found === undefined || name !== "etudiantBoursier" || version > 3) return found;
  // Version 3 says it beside the other parts.
  const { statut_boursier: status, ...rest } = found;
  const { est_boursier } = status as { est_boursier?: boolean };
  return { est_boursier, ...rest };
}
