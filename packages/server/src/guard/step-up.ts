import type { Profile } from "@moncomptepro/profiles";
import { now } from "../clock.js";
import { acceptedByBoth } from "../login/levels.js";
import type { AskedLogin } from "../login/login-options.js";
import type { Session } from "../session/session.js";
import type { Required } from "./requirements.js";

/** What a new login must prove, and what it wishes for. */
export type StepUp = Pick<AskedLogin, "acr" | "maxAge" | "secondFactor">;

/** Seconds after a login that proved something within which the next one belongs to the same page. */
const JUST_NOW = 10;

/** What a login must prove so that a person meets the requirements. */
export function stepUpFor({ acr, maxAge, secondFactor }: Required): StepUp {
  return {
    ...(acr && { acr }),
    ...(maxAge !== undefined && { maxAge }),
    ...(secondFactor && { secondFactor: "preferred" }),
  };
}

/**
 * What a new login must prove so that a session meets the requirements. Right after a login that proved something for
 * another guard of the page, the new one proves that too: with one after the other, each would undo what the other
 * proved.
 *
 * @returns undefined when no login would help: the last one proved just that, or nothing that both guards accept exists
 */
export function nextStepUp(
  { provenFor, createdAt }: Pick<Session, "provenFor" | "createdAt">,
  requirements: Required,
  profile: Profile,
): StepUp | undefined {
  const own = stepUpFor(requirements);
  if (!provenFor || Math.abs(now() - createdAt) >= JUST_NOW) return own;
  const acr = acceptedByBoth(provenFor.acr, own.acr, profile);
  const both = { ...own, ...(acr && { acr }), ...shorter(provenFor.maxAge, own.maxAge) };
  return both.acr?.length === 0 || isSame(both, provenFor) ? undefined : both;
}

function shorter(one = Infinity, other = Infinity): Pick<StepUp, "maxAge"> {
  const maxAge = Math.min(one, other);
  return Number.isFinite(maxAge) ? { maxAge } : {};
}

function isSame(both: StepUp, before: StepUp): boolean {
  const same =
    both.acr?.length === before.acr?.length && both.acr?.every((value) => before.acr?.includes(value));
  return same !== false && both.maxAge === before.maxAge;
}
