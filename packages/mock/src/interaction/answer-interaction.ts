import type { IncomingMessage, ServerResponse } from "node:http";
import { errors, type Provider } from "oidc-provider";
import { redirect, sendPage } from "../http/answer.js";
import { FormError, readForm } from "../http/form.js";
import { isSameOrigin } from "../http/same-origin.js";
import { errorPage } from "../pages/notice-pages.js";
import { textsFor } from "../pages/texts/texts-for.js";
import type { ProviderState } from "../state/provider-state.js";
import { readContext } from "./context.js";
import type { LoginRules } from "./login-rules.js";
import { findHandler } from "./routes.js";

export interface InteractionServer {
  readonly rules: LoginRules;
  readonly state: ProviderState;
  readonly provider: Provider;
  /** See {@link MockProviderOptions.autoContinue}. */
  readonly autoContinue: boolean;
}

/** Answers a request under `/interaction/`: who is there, which page, what it says. */
export async function answerInteraction(
  server: InteractionServer,
  request: IncomingMessage,
  response: ServerResponse,
  path: string,
): Promise<void> {
  const texts = textsFor(request);
  const sendError = (status: number, error: string, description?: string): void =>
    sendPage(response, errorPage(texts, { status, error, description }), status);

  const handler = findHandler(request.method ?? "", path);
  if (handler === undefined) return sendError(404, "not_found");
  if (request.method === "POST" && !isSameOrigin(request)) {
    return sendError(403, "invalid_request", texts.error.formFromElsewhere);
  }

  try {
    const form = request.method === "POST" ? await readForm(request) : new URLSearchParams();
    const context = await readContext({ ...server, request, response, form, texts });
    const answer = handler(context);
    if ("page" in answer) return sendPage(response, answer.page, answer.status);
    if ("location" in answer) return redirect(response, answer.location);
    await server.provider.interactionFinished(request, response, answer.result);
  } catch (error) {
    if (error instanceof errors.SessionNotFound) {
      return sendError(400, error.error, texts.error.loginIsOver);
    }
    if (error instanceof FormError) {
      return sendError(error.status, "invalid_request", texts.error.form[error.status]);
    }
    throw error;
  }
}
