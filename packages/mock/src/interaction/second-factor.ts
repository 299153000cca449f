import { secondFactorPage } from "../pages/level-pages.js";
import { assuranceRequest } from "./assurance-request.js";
import type { Answer, InteractionContext } from "./context.js";
import type { CurrentSession } from "./login-rules.js";

/** Asks for a second factor where the level takes one; answers only for a person who has none. */
export function secondFactorStep(
  context: InteractionContext,
  { person, session }: CurrentSession,
): Answer | undefined {
  const isAsked = context.rules.asksForLevel?.secondFactor(session, assuranceRequest(context)) ?? false;
  if (!isAsked) return undefined;
  if (person.assurance?.secondFactor === undefined) return { location: context.path("second-factor") };
  // The page that asks for it is left out: who has one gives it.
  session.twoFactors = true;
  return undefined;
}

export function showSecondFactor({ current, path, texts }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  return { page: secondFactorPage(texts, path("second-factor")) };
}

/** Sets a second factor up, and gives it. */
export function submitSecondFactor({ state, current, path }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  state.people.raiseAssurance(current.person, { secondFactor: "on-request" });
  current.session.twoFactors = true;
  return { location: path("continue") };
}
