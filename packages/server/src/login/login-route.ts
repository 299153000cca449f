import type { AuthContext } from "../auth-context.js";
import { answerDenial } from "../guard/answer-denial.js";
import { readDenial } from "../guard/denial.js";
import { sendToOwnHost } from "../http/other-host.js";
import { readForm, type RequestWithBody } from "../http/request-body.js";
import { query } from "../http/request-parts.js";
import { loginOptions } from "./login-parameters.js";
import { startLogin } from "./start-login.js";

/** Starts a login from a link or a form, or answers in the place of a page that could not. */
export async function loginRoute(request: RequestWithBody, context: AuthContext): Promise<Response> {
  const { settings } = context;
  const elsewhere = request.method === "GET" ? sendToOwnHost(request, settings) : undefined;
  if (elsewhere) return elsewhere;

  const denial = readDenial(query(request), context.sealing);
  if (denial) return answerDenial(request, denial, context);

  // A form may have parameters in its address too: its fields come first, and the first one counts.
  const fields = request.method === "POST" ? await readForm(request) : [];
  const parameters = new URLSearchParams([...fields, ...query(request)]);
  return startLogin(
    { ...loginOptions(parameters, settings.allowLoginParameters, settings.logger), request },
    context,
  );
}
