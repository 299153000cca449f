import { identityPage } from "../pages/level-pages.js";
import { assuranceRequest } from "./assurance-request.js";
import type { Answer, InteractionContext } from "./context.js";
import type { CurrentSession } from "./login-rules.js";

/** Offers to have the identity verified where the level takes it. */
export function identityStep(context: InteractionContext, { person }: CurrentSession): Answer | undefined {
  const isAsked = context.rules.asksForLevel?.identity(person, assuranceRequest(context)) ?? false;
  return isAsked ? { location: context.path("identity") } : undefined;
}

export function showIdentity({ current, path, texts }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  return { page: identityPage(texts, path("identity")) };
}

/** The State knows the person by the names that they have here. */
export function submitIdentity({ state, current, path }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  state.people.raiseAssurance(current.person, { identityVerified: true });
  return { location: path("continue") };
}
