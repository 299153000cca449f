import * as v from "valibot";
import { acrSatisfies, type User } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { mistake } from "../errors.js";
import { authorizationParameters } from "../login/authorization-request.js";
import { isRecent } from "../login/recency.js";
import { isOwn } from "../session/is-own.js";
import type { Session } from "../session/session.js";
import { callable, levels, list, seconds, text } from "../settings/forms.js";
import { requireMembers, type Entries } from "../settings/members.js";
import type { Settings } from "../settings/settings.js";

/** Which logins an application has. */
export type LoginSettings = Pick<Settings, "profile" | "ownLogins" | "origin" | "basePath">;

/** What a page asks for beyond a logged-in person. */
export interface Requirements<U extends User = User> {
  /**
   * Levels of which one must be proven. Values are compared as the provider does: at MonComptePro and ProConnect each
   * acceptable one is listed. Those that the browser can forge are refused: `eidas1` there.
   */
  readonly acr?: readonly string[];
  /** Seconds since the person last authenticated that are allowed. */
  readonly maxAge?: number;
  /**
   * Which logins are enough: the provider’s id, names of `ownLogins`. A person of another one is sent to the
   * provider’s login where that is enough; else they read what is missing.
   */
  readonly provider?: readonly string[];
  /** Says whether the person may see the page: only true lets the person in; any other answer gives a 403. */
  readonly check?: (user: U, session: Session<U>) => boolean | Promise<boolean>;
}

const PROVIDERS = "must be a list of names of logins that is not empty";

/** What each member must be. One that is undefined would be a restriction that got lost. */
const entries = (): Entries => ({
  acr: v.exactOptional(levels()),
  maxAge: v.exactOptional(seconds(0)),
  provider: v.exactOptional(list(text(PROVIDERS), PROVIDERS)),
  check: v.exactOptional(callable()),
});

/**
 * Makes what reads the requirements of the guards of one application. What was read once counts: changing the object
 * afterwards changes nothing.
 */
export function requirementsReader(settings: LoginSettings): (given: readonly unknown[]) => Requirements {
  const known = new WeakMap<object, Requirements>();
  return (given) => {
    const [first] = given;
    const key = given.length === 1 && typeof first === "object" && first !== null ? first : undefined;
    const requirements = (key && known.get(key)) ?? readRequirements(given, settings);
    if (key) known.set(key, requirements);
    return requirements;
  };
}

/**
 * Reads what a guard requires; whether the provider can ever prove it, too. Nothing given: a logged-in person is
 * enough.
 *
 * @param given - the arguments of the guard: one that is undefined, or empty, is a restriction that got lost
 * @throws AuthError `parameter_refused`
 */
export function readRequirements(given: readonly unknown[], settings: LoginSettings): Requirements {
  if (given.length === 0) return {};
  const [first, ...more] = given;
  const requirements: Requirements = requireMembers("requireUser()", first, entries());
  if (more.length > 0 || Object.keys(requirements).length === 0) {
    const what =
      more.length > 0 ? "more than requirements" : "requirements without acr, maxAge, provider or check";
    throw mistake(`requireUser() was given ${what}: a guard for every logged-in person takes no argument`);
  }
  const { acr, maxAge, provider } = requirements;
  if (provider) checkLogins(provider, requirements, settings);
  authorizationParameters({ ...(acr && { acr }), ...(maxAge !== undefined && { maxAge }) }, settings.profile);
  return requirements;
}

function checkLogins(
  provider: readonly string[],
  { acr, maxAge }: Requirements,
  { profile, ownLogins }: LoginSettings,
): void {
  const known = [profile.id, ...ownLogins];
  const unknown = provider.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw mistake(`requireUser(): provider may hold ${known.join(", ")}, and not ${unknown.join(", ")}`);
  if ((acr || maxAge !== undefined) && !provider.includes(profile.id))
    throw mistake(`requireUser(): acr and maxAge need ${profile.id}: no other login of these proves them`);
}

/** What a session does not prove yet and a new login may prove; undefined when all is well. */
export function unproven(
  { user, createdAt }: Session,
  { acr, maxAge, provider }: Requirements,
  settings: LoginSettings,
): ErrorCode | undefined {
  const { authentication } = user;
  const { profile } = settings;
  // By whom it was issued: a profile of the application's own may name its users as it likes.
  if (provider && !provider.includes(isOwn(user, settings) ? user.provider : profile.id))
    return "other_login_required";
  const { acrProven, acr: reached, time } = authentication;
  if (acr && !(acrProven && acrSatisfies(profile.acr, reached, acr))) return "acr_not_reached";
  if (maxAge !== undefined && !(time !== undefined && isRecent(time, maxAge, createdAt)))
    return "authentication_too_old";
  return undefined;
}
