import { acrSatisfies, type Profile } from "@moncomptepro/profiles";
import type { Session } from "../session/session.js";
import { acceptedByBoth } from "./levels.js";
import type { AskedLogin } from "./login-options.js";
import { isRecent } from "./recency.js";

/** What a login proves. */
type Proof = Pick<AskedLogin, "acr" | "maxAge">;

/**
 * What a session proves, and its next login must ask for, so that it stays proven. A recency needs no asking where each
 * login asks for `auth_time`: the same time comes again.
 *
 * @param changesOrganization - the levels that say something of the organisation are left out: the next one may not
 *   have them
 */
export function stillProven(
  { provenFor, createdAt, user: { authentication } }: Pick<Session, "provenFor" | "createdAt" | "user">,
  { acr: rules, recency }: Profile,
  changesOrganization = false,
): Proof {
  const { ofOrganization = [] } = rules;
  const { acr: level, acrProven, time } = authentication;
  const { acr, maxAge } = provenFor ?? {};
  const kept = changesOrganization ? acr?.filter((value) => !ofOrganization.includes(value)) : acr;
  const isKept = acrProven && kept && acrSatisfies(rules, level, kept);
  const isFresh = maxAge !== undefined && time !== undefined && isRecent(time, maxAge, createdAt);
  return {
    ...(isKept && { acr: kept }),
    ...(recency === "max_age" && isFresh && { maxAge }),
  };
}

/** A login that proves what it is to prove and, where one answer can, what was proven before. */
export function together<T extends Proof>(own: T, kept: Proof, profile: Profile): T {
  const acr = acceptedByBoth(kept.acr, own.acr, profile);
  return { ...own, ...(acr?.length && { acr }), ...shorter(kept.maxAge, own.maxAge) };
}

function shorter(one = Infinity, other = Infinity): Pick<Proof, "maxAge"> {
  const maxAge = Math.min(one, other);
  return Number.isFinite(maxAge) ? { maxAge } : {};
}
