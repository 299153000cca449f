import { acrSatisfies, type Profile, type User } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { authorizationParameters } from "../login/authorization-request.js";
import { isRecent } from "../login/recency.js";
import type { Session } from "../session/session.js";

/** What a page asks for beyond a logged-in person. */
export interface Requirements<U extends User = User> {
  /**
   * Levels of which one must be proven. Values are compared as the provider does: at MonComptePro and ProConnect each
   * acceptable one is listed. Those that the browser can forge are refused: `eidas1` there.
   */
  readonly acr?: readonly string[];
  /** Seconds since the person last authenticated that are allowed. */
  readonly maxAge?: number;
  /** Says whether the person may see the page; a no is answered with 403. */
  readonly check?: (user: U, session: Session<U>) => boolean | Promise<boolean>;
}

/**
 * Refuses at set-up what the provider can never prove.
 *
 * @throws AuthError `parameter_refused`
 */
export function requireProvable({ acr, maxAge }: Requirements, profile: Profile): void {
  authorizationParameters({ ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) }, profile);
}

/** What a session does not prove yet and a new login may prove; undefined when all is well. */
export function unproven(
  { user: { authentication }, createdAt }: Session,
  { acr, maxAge }: Requirements,
  profile: Profile,
): ErrorCode | undefined {
  const { acrProven, acr: reached, time } = authentication;
  if (acr && !(acrProven && acrSatisfies(profile.acr, reached, acr))) return "acr_not_reached";
  if (maxAge !== undefined && !(time !== undefined && isRecent(time, maxAge, createdAt)))
    return "authentication_too_old";
  return undefined;
}
