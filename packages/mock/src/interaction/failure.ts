import { blockedPage, errorPage } from "../pages/notice-pages.js";
import type { Person } from "../people/people.js";
import type { Failure } from "../state/login-progress.js";
import type { Answer, InteractionContext } from "./context.js";
import type { FailureDecision } from "./login-rules.js";

/** Ends the login with an error, on a page first where the provider shows one. */
export function fail(context: InteractionContext, { failure, shownOnPage }: FailureDecision): Answer {
  return shownOnPage ? failurePage(context, failure) : { result: { ...failure } };
}

/** The error page from which the relying party learns the error only if the person goes on. */
function failurePage(context: InteractionContext, failure: Failure): Answer {
  const { progress, path, remember, texts } = context;
  remember({ ...progress, failure });
  const { error, error_description: description } = failure;
  return {
    page: errorPage(texts, { status: 400, error, description, continueHref: path("error") }),
    status: 400,
  };
}

/** The same for a person whose account is blocked. The real provider has no such account, the federation has. */
export function blockedAnswer(
  { progress, path, remember, texts }: InteractionContext,
  { email }: Person,
): Answer {
  const [error, description] = ["access_denied", "user authentication aborted"] as const;
  remember({ ...progress, failure: { error, error_description: description } });
  return {
    page: blockedPage(texts, { email, error, description, continueHref: path("error") }),
    status: 403,
  };
}

export function sendFailure({ progress, path }: InteractionContext): Answer {
  return progress.failure === undefined
    ? { location: path("continue") }
    : { result: { ...progress.failure } };
}

/** The person gives up. */
export function abort(): Answer {
  return { result: { error: "access_denied", error_description: "End-User aborted interaction" } };
}
