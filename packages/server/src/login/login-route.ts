import type { AuthContext } from "../auth-context.js";
import { answerDenial } from "../guard/answer-denial.js";
import { readDenial, type Denial } from "../guard/denial.js";
import { readCookies } from "../http/cookies.js";
import { isAtOwnHost, isElsewhere, loginAtOwnHost, wasMoved } from "../http/other-host.js";
import { readForm, type RequestWithBody } from "../http/request-body.js";
import { query } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { sendTo } from "../pages/send-to.js";
import { loginOptions } from "./login-parameters.js";
import { startLogin } from "./start-login.js";

/** Starts a login from a link or a form, or answers in the place of a page that could not. */
export async function loginRoute(request: RequestWithBody, context: AuthContext): Promise<Response> {
  const { settings } = context;
  // A form may have parameters in its address too: its fields come first, and the first one counts.
  const fields = request.method === "POST" ? await readForm(request) : [];
  const parameters = new URLSearchParams([...fields, ...query(request)]);
  if (isElsewhere(request, settings)) return sendTo(loginAtOwnHost(parameters, settings), [], request);

  const denial = readDenial(parameters, context.sealing);
  if (denial)
    return (
      (await backAtOwnHost(denial, request, context)) ??
      answerDenial(request, denial, context, ["GET", "POST"])
    );
  return startLogin(
    { ...loginOptions(parameters, settings.allowLoginParameters, settings.logger), request },
    context,
  );
}

/** A guard that saw no session at another host: there is one at ours. */
async function backAtOwnHost(
  { code, returnTo }: Denial,
  request: RequestWithBody,
  { sessionBackend, settings }: AuthContext,
): Promise<Response | undefined> {
  const isMissed = code === "not_authenticated" && wasMoved(request) && isAtOwnHost(request, settings);
  if (!isMissed || !(await sessionBackend.read(readCookies(request)))) return undefined;
  return seeOther(`${settings.origin}${returnTo}`);
}
