import type { Profile } from "@moncomptepro/profiles";
import { now } from "../clock.js";
import { acceptedByBoth } from "../login/levels.js";
import type { AskedLogin } from "../login/login-options.js";
import { isRecent } from "../login/recency.js";
import { stillProven, together } from "../login/still-proven.js";
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
 * What a new login must prove so that a session meets the requirements, beside what the session proves already: guards
 * one after the other must not undo what each of them had proven. Who authenticated recently enough is not asked to do
 * it again where each login tells when they did.
 *
 * @returns undefined when no login would help: the last one, a moment ago, proved just that, or what another guard of
 *   the page accepts excludes it
 */
export function nextStepUp(
  session: Pick<Session, "provenFor" | "createdAt" | "user">,
  requirements: Required,
  profile: Profile,
): StepUp | undefined {
  const { maxAge, ...others } = stepUpFor(requirements);
  const own = { ...others, ...(maxAge !== undefined && !isTold(maxAge, session, profile) && { maxAge }) };
  const kept = stillProven(session, profile);
  const both = together(own, kept, profile);
  if (!session.provenFor || Math.abs(now() - session.createdAt) >= JUST_NOW) return both;
  const isExcluded = acceptedByBoth(kept.acr, own.acr, profile)?.length === 0;
  return isExcluded || isSame(both, session.provenFor) ? undefined : both;
}

/** Says whether the next login will tell that the person authenticated recently enough, without being asked to. */
function isTold(
  maxAge: number,
  { createdAt, user: { authentication } }: Pick<Session, "createdAt" | "user">,
  { recency }: Profile,
): boolean {
  const { time } = authentication;
  return recency === "auth_time" && time !== undefined && isRecent(time, maxAge, createdAt);
}

function isSame(both: StepUp, before: StepUp): boolean {
  const same =
    both.acr?.length === before.acr?.length && both.acr?.every((value) => before.acr?.includes(value));
  return same !== false && both.maxAge === before.maxAge;
}
