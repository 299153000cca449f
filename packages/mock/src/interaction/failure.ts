import { blockedPage, errorPage } from "../pages/notice-pages.js";
import type { Failure } from "./attempt.js";
import type { Person } from "../people/people.js";
import type { Answer, InteractionContext } from "./context.js";

/** The error page from which the relying party learns the error only if the person goes on. */
export function failurePage(context: InteractionContext, failure: Failure): Answer {
  const { attempt, path, remember, texts } = context;
  remember({ ...attempt, failure });
  const { error, error_description: description } = failure;
  return {
    page: errorPage(texts, { status: 400, error, description, continueHref: path("error") }),
    status: 400,
  };
}

/** The same for somebody whose account is shut. The real provider has no such account, the federation has. */
export function blockedAnswer(
  { attempt, path, remember, texts }: InteractionContext,
  { email }: Person,
): Answer {
  const [error, description] = ["access_denied", "user authentication aborted"] as const;
  remember({ ...attempt, failure: { error, error_description: description } });
  return {
    page: blockedPage(texts, { email, error, description, continueHref: path("error") }),
    status: 403,
  };
}

export function sendFailure({ attempt, path }: InteractionContext): Answer {
  return attempt.failure === undefined ? { location: path("continue") } : { result: { ...attempt.failure } };
}

/** The person gives up. */
export function abort(): Answer {
  return { result: { error: "access_denied", error_description: "End-User aborted interaction" } };
}
