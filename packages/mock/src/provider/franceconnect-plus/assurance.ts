import { franceconnectPlus } from "@moncomptepro/profiles";
import type { AssuranceRequest, FailureDecision } from "../../interaction/login-rules.js";
import type { Person } from "../../people/people.js";
import type { Assurance, ProviderSession } from "../../state/provider-sessions.js";
import { ABORTED } from "../franceconnect/franceconnect.js";

const { values: LEVELS } = franceconnectPlus.acr;

/** What an identity provider says for a level. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  eidas2: ["pwd", "pop", "mfa"],
  eidas3: ["pin", "pop", "mfa"],
};

/** The page for a person whose identity provider reaches less than the application asks for. */
export const LEVEL_TOO_LOW: FailureDecision = {
  ...ABORTED,
  shownOnPage: true,
  page: { status: 400, code: "Y100001" },
};

/** The level that the person's means reach, where it is the lowest one asked for, or more. */
export function franceConnectPlusAssurance(
  { assurance: { level = "eidas2" } = {} }: Person,
  _session: ProviderSession,
  { acrValues = "" }: AssuranceRequest,
): Assurance | undefined {
  const asked = acrValues.split(" ").filter((word) => LEVELS.includes(word));
  const lowest = Math.min(...asked.map((word) => LEVELS.indexOf(word)));
  if (LEVELS.indexOf(level) < lowest && asked.length > 0) return undefined;
  return { acr: level, amr: [...(METHODS[level] ?? [])] };
}
