import type { Profile } from "@moncomptepro/profiles";
import type { AuthContext } from "../auth-context.js";
import { readCookies } from "../http/cookies.js";
import { belongsTo } from "../session/belongs-to.js";
import type { Session } from "../session/session.js";
import { digestOf } from "./digest.js";
import { withCertification, withSecondFactor } from "./levels.js";
import type { AskedLogin, LoginOptions } from "./login-options.js";
import { proofsIn } from "./proofs.js";
import { isDemanded } from "./second-factor.js";
import { stillProven, together } from "./still-proven.js";

/** The prompts of OpenID Connect: every other one is a provider's own, for a person who is logged in. */
const STANDARD_PROMPTS: ReadonlySet<string> = new Set([
  "none",
  "login",
  "consent",
  "select_account",
  "create",
]);

/**
 * What a login asks the provider for, once it is known who makes the request. A step-up or a change of organisation goes
 * on from the session: it asks for what was proven before, too, and for the same person.
 *
 * @throws AuthError `parameter_refused`; `store_unavailable` when it cannot be told who makes the request
 */
export async function askedLogin(options: LoginOptions, context: AuthContext): Promise<AskedLogin> {
  const { profile } = context.settings;
  const session = goesOn(options) ? await sessionOf(options, context) : undefined;
  const asked = await withFactors(options, session, context);
  return session ? continued(asked, session, profile) : asked;
}

/** Says whether a login goes on from the session of its request. */
export function goesOn(options: LoginOptions): boolean {
  return proofsIn(options).length > 0 || isOwnPrompt(options);
}

function isOwnPrompt({ prompt = "" }: LoginOptions): boolean {
  return prompt.split(" ").some((word) => word !== "" && !STANDARD_PROMPTS.has(word));
}

/** The session of the request, where this provider made it. */
async function sessionOf(
  { request }: LoginOptions,
  { scope, sessionBackend }: AuthContext,
): Promise<Session | undefined> {
  const session = request && (await sessionBackend.read(readCookies(request)));
  return session && belongsTo(session, scope) ? session : undefined;
}

async function withFactors(
  { secondFactor, certifiedOfficer, ...others }: LoginOptions,
  session: Session | undefined,
  { settings: { profile, logger } }: AuthContext,
): Promise<AskedLogin> {
  const options = certifiedOfficer ? { ...others, acr: withCertification(others.acr, profile) } : others;
  if (secondFactor === undefined) return options;
  const isWish =
    secondFactor === "preferred" ||
    (secondFactor !== true && !(session && (await isDemanded(secondFactor, session.user, logger))));
  if (isWish) return { ...options, secondFactor: "preferred" };
  return { ...options, acr: withSecondFactor(options.acr, profile) };
}

function continued(asked: AskedLogin, session: Session, profile: Profile): AskedLogin {
  const { email, sub } = session.user;
  const isSuggested =
    asked.loginHint === undefined && profile.authorization.parameters.includes("login_hint");
  return {
    ...together(asked, stillProven(session, profile, isOwnPrompt(asked)), profile),
    continues: { person: digestOf(sub), ...(isSuggested && email !== undefined && { email }) },
  };
}
