import { errorPage } from "../pages/notice-pages.js";
import type { Failure } from "./attempt.js";
import type { Answer, InteractionContext } from "./context.js";

/** The error page from which the relying party learns the error only if the person goes on. */
export function failurePage({ attempt, path, remember }: InteractionContext, failure: Failure): Answer {
  remember({ ...attempt, failure });
  const { error, error_description: description } = failure;
  return { page: errorPage({ status: 400, error, description, continueHref: path("error") }), status: 400 };
}

export function sendFailure({ attempt, path }: InteractionContext): Answer {
  return attempt.failure === undefined ? { location: path("continue") } : { result: { ...attempt.failure } };
}

/** The person gives up. */
export function abort(): Answer {
  return { result: { error: "access_denied", error_description: "End-User aborted interaction" } };
}
