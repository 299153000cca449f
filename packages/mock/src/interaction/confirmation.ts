import { confirmationPage } from "../pages/level-pages.js";
import type { Answer, InteractionContext } from "./context.js";

/** The last page of a login, where the provider shows one. */
export function confirmationStep(context: InteractionContext): Answer | undefined {
  const { autoContinue, path, progress, rules } = context;
  if (progress.isConfirmed || autoContinue || rules.confirms?.(context) !== true) return undefined;
  return { location: path("confirmation") };
}

export function showConfirmation({ current, path, service, texts }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  return { page: confirmationPage(texts, service, path("confirmation")) };
}

export function submitConfirmation({ current, path, progress, remember }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  remember({ ...progress, isConfirmed: true });
  return { location: path("continue") };
}
