import type { Profile } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { proofsIn } from "../login/proofs.js";
import type { SessionContext } from "../session-context.js";
import { checkLogins } from "./other-login.js";
import { readForm, readRequirements, type Required, type Requirements } from "./requirements.js";

/** What a guard requires of the people of a provider. */
export interface RequiredAt {
  readonly home: SessionContext;
  readonly requirements: Required;
}

/** What a guard requires, once it was read. */
export interface GuardRules {
  /**
   * Of the provider that people without the right login are sent to: the first one whose login is enough. Where only logins
   * of the application's own are enough it is the application's first provider.
   */
  readonly first: RequiredAt;
  /** Of each provider whose login is enough, by its id. */
  readonly each: ReadonlyMap<string, RequiredAt>;
}

/**
 * Makes what reads the requirements of the guards of one application. What was read once counts: changing the object
 * afterwards changes nothing.
 */
export function guardReader(context: SessionContext): (given: readonly unknown[]) => GuardRules {
  const known = new WeakMap<object, GuardRules>();
  let withoutAny: GuardRules | undefined;
  return (given) => {
    if (given.length === 0) return (withoutAny ??= readGuard(given, context));
    const [first] = given;
    const key = given.length === 1 && typeof first === "object" && first !== null ? first : undefined;
    const rules = (key && known.get(key)) ?? readGuard(given, context);
    if (key) known.set(key, rules);
    return rules;
  };
}

/**
 * Reads what a guard requires; whether each of the providers that are enough can ever prove it, too.
 *
 * @param given - the arguments of the guard
 * @throws AuthError `parameter_refused`
 */
export function readGuard(given: readonly unknown[], { each }: Pick<SessionContext, "each">): GuardRules {
  const [first] = each;
  const requirements = readForm(given);
  checkLogins(requirements, first.settings);
  const { provider } = requirements;
  if (!provider) requireOneMeaning(requirements, each);
  const isEnough = ({ settings }: SessionContext): boolean =>
    !provider || provider.includes(settings.profile.id);
  const enough = each.some(isEnough) ? each.filter(isEnough) : [first];
  const required = enough.map((home) => ({ home, requirements: readRequirements(given, home.settings) }));
  return {
    first: required[0] as RequiredAt,
    each: new Map(required.map((one) => [one.home.settings.profile.id, one])),
  };
}

/** A level or a second factor of one provider is another thing at the next, or is none there. */
function requireOneMeaning(requirements: Requirements, each: SessionContext["each"]): void {
  const proofs = proofsIn(requirements);
  if (proofs.length === 0 || each.length === 1) return;
  if (new Set(each.map(({ settings }) => meaningOf(settings.profile))).size === 1) return;
  const known = each.map(({ settings }) => settings.profile.id).join(", ");
  throw mistake(
    `requireUser(): ${proofs.join(" and ")} mean something else at each of ${known}: say with provider which ones are enough`,
  );
}

/** What a profile says of levels and of recency. */
function meaningOf({ acr, recency, authorization }: Profile): string {
  return JSON.stringify([acr, recency, authorization.parameters.includes("claims")]);
}

/** What a guard requires of a person whose session a provider made: undefined for a login of the application's own. */
export function requiredOf(provider: SessionContext | undefined, { first, each }: GuardRules): RequiredAt {
  return (provider && each.get(provider.settings.profile.id)) ?? first;
}
