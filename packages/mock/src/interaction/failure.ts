import { blockedPage, errorPage } from "../pages/notice-pages.js";
import type { Person } from "../people/people.js";
import type { Answer, InteractionContext } from "./context.js";
import type { FailureDecision, RefusalReason } from "./login-rules.js";

/** Ends the login with an error, on a page first where the provider shows one. */
export function fail(context: InteractionContext, decision: FailureDecision): Answer {
  const { failure, shownOnPage, page, endsSession } = decision;
  if (endsSession) context.closeSession();
  if (!shownOnPage) return { result: { ...failure } };
  const { progress, path, remember, texts } = context;
  // The relying party learns the error only if the person goes on.
  remember({ ...progress, failure });
  const { status = 400, code = failure.error } = page ?? {};
  const description = failure.error_description;
  return {
    page: errorPage(texts, { status, error: code, description, continueHref: path("error") }),
    status,
  };
}

/** Ends the login of a person who does not get in. */
export function refuse(context: InteractionContext, reason: RefusalReason, person?: Person): Answer {
  const decision = context.rules.refusals[reason];
  if (reason !== "blocked" || person === undefined) return fail(context, decision);
  const { progress, path, remember, texts } = context;
  const { failure, page: { status, code } = { status: 403, code: "Y500024" } } = decision;
  remember({ ...progress, failure });
  const said = { code, error: failure.error, description: failure.error_description };
  return { page: blockedPage(texts, { email: person.email, ...said, continueHref: path("error") }), status };
}

export function sendFailure({ progress, path }: InteractionContext): Answer {
  return progress.failure === undefined
    ? { location: path("continue") }
    : { result: { ...progress.failure } };
}

/** The person gives up. */
export function abort(context: InteractionContext): Answer {
  return refuse(context, "gives-up");
}
