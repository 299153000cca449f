import * as v from "valibot";
import { acrSatisfies, type Profile, type User } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { mistake } from "../errors.js";
import { authorizationParameters } from "../login/authorization-request.js";
import { withCertification, withSecondFactor } from "../login/levels.js";
import { isRecent } from "../login/recency.js";
import type { SecondFactor } from "../login/second-factor-option.js";
import { secondFactor } from "../login/second-factor.js";
import { warnOfLoneLevels } from "../login/warn-of-lone-levels.js";
import type { Session } from "../session/session.js";
import { always, callable, levels, list, seconds, text } from "../settings/forms.js";
import { requireMembers, type Entries } from "../settings/members.js";
import type { Settings } from "../settings/settings.js";
import { checkLogins, type LoginSettings } from "./other-login.js";

/** What a page asks for beyond a logged-in person. */
export interface Requirements<U extends User = User> {
  /**
   * Levels of which one must be proven. Values are compared as the provider does: at MonComptePro and ProConnect each
   * acceptable one is listed. Those that the browser can forge are refused: `eidas1` there.
   */
  readonly acr?: readonly string[];
  /**
   * A second factor, by the provider's own list of levels: `true`, it must be proven. `"preferred"`, a login asks for it
   * as a wish, a person who has none comes in, and `user.authentication.secondFactor` tells. A function of the person: a
   * login asks for it as a wish, then it must be proven unless the function answers false.
   */
  readonly secondFactor?: SecondFactor<U>;
  /**
   * The person must be a certified officer of the organisation that they act for, by the provider's own level. Refused
   * where the provider certifies none.
   */
  readonly certifiedOfficer?: true;
  /** Seconds since the person last authenticated that are allowed. */
  readonly maxAge?: number;
  /**
   * Which logins are enough: ids of providers, names of `ownLogins`. A person of another one is sent to the first provider
   * that is enough; where none is they read what is missing. With several providers, `acr`, `secondFactor`,
   * `certifiedOfficer` and `maxAge` need it, and each of those named must be able to prove them.
   */
  readonly provider?: readonly string[];
  /** Says whether the person may see the page: only true lets the person in; any other answer gives a 403. */
  readonly check?: (user: U, session: Session<U>) => boolean | Promise<boolean>;
}

const PROVIDERS = "must be a list of names of logins that is not empty";

/** Requirements as they were read: a second factor that each person must give, and a certification, are lists of levels. */
export interface Required extends Omit<Requirements, "secondFactor" | "certifiedOfficer"> {
  readonly secondFactor?: Exclude<SecondFactor, true>;
}

/** What the requirements depend on. */
export type Rules = LoginSettings & Pick<Settings, "profile" | "logger">;

/** What each member must be. One that is undefined would be a restriction that got lost. */
const entries = (): Entries => ({
  acr: v.exactOptional(levels()),
  secondFactor: v.exactOptional(secondFactor()),
  certifiedOfficer: v.exactOptional(always()),
  maxAge: v.exactOptional(seconds(0)),
  provider: v.exactOptional(list(text(PROVIDERS), PROVIDERS)),
  check: v.exactOptional(callable()),
});

/**
 * Reads what a guard requires at one provider; whether it can ever prove it, too. Nothing given: a logged-in person is
 * enough.
 *
 * @param given - the arguments of the guard: one that is undefined, or empty, is a restriction that got lost
 * @throws AuthError `parameter_refused`
 */
export function readRequirements(given: readonly unknown[], rules: Rules): Required {
  const requirements = readForm(given);
  checkLogins(requirements, rules);
  return provableRequirements(requirements, rules);
}

/**
 * Reads what a guard requires, each member on its own.
 *
 * @throws AuthError `parameter_refused`
 */
export function readForm(given: readonly unknown[]): Requirements {
  if (given.length === 0) return {};
  const [first, ...more] = given;
  const requirements: Requirements = requireMembers("requireUser()", first, entries());
  if (more.length > 0 || Object.keys(requirements).length === 0) {
    const what =
      more.length > 0
        ? "more than requirements"
        : "requirements without acr, secondFactor, certifiedOfficer, maxAge, provider or check";
    throw mistake(`requireUser() was given ${what}: a guard for every logged-in person takes no argument`);
  }
  return requirements;
}

/** @throws AuthError `parameter_refused` for what the provider can never prove */
function provableRequirements(requirements: Requirements, rules: Rules): Required {
  const { secondFactor: wanted, certifiedOfficer, ...rest } = requirements;
  const others = certifiedOfficer ? { ...rest, acr: withCertification(rest.acr, rules.profile) } : rest;
  // A function may demand it of a person: whether the provider knows a level for that is known now.
  const strictest = wanted ? { ...others, acr: withSecondFactor(others.acr, rules.profile) } : others;
  const { acr, maxAge } = wanted === "preferred" ? others : strictest;
  warnOfLoneLevels(acr, rules);
  authorizationParameters(
    {
      ...(acr && { acr }),
      ...(maxAge !== undefined && { maxAge }),
      ...(wanted === "preferred" && { secondFactor: wanted }),
    },
    rules.profile,
  );
  if (wanted === true) return strictest;
  return wanted ? { ...others, secondFactor: wanted } : others;
}

/** What a session does not prove yet and a new login may prove; undefined when all is well. */
export function unproven(
  { user: { authentication }, createdAt }: Session,
  { acr, maxAge }: Pick<Requirements, "acr" | "maxAge">,
  profile: Profile,
): ErrorCode | undefined {
  const { acrProven, acr: reached, time } = authentication;
  if (acr && !(acrProven && acrSatisfies(profile.acr, reached, acr))) return "acr_not_reached";
  if (maxAge !== undefined && !(time !== undefined && isRecent(time, maxAge, createdAt)))
    return "authentication_too_old";
  return undefined;
}
