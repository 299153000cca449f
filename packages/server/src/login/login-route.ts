import type { AuthContext } from "../auth-context.js";
import { answerDenial } from "../guard/answer-denial.js";
import { readDenial, type Denial } from "../guard/denial.js";
import { readCookies } from "../http/cookies.js";
import { isAtOwnHost, isElsewhere, loginAtOwnHost, wasMoved } from "../http/other-host.js";
import { readForm, type RequestWithBody } from "../http/request-body.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { isSameOrigin, requireSameOrigin } from "../http/same-origin.js";
import { sendTo } from "../pages/send-to.js";
import { loginOptions } from "./login-parameters.js";
import { startLogin } from "./start-login.js";
import { isThirdPartyLogin, ofThirdParty, thirdPartyLogin } from "./third-party-login.js";

/** Starts a login from a link, or answers in the place of a page that could not. */
export async function loginRoute(request: RequestParts, route: AuthContext): Promise<Response> {
  const given = query(request);
  const context = ofThirdParty(given, route);
  return login((await thirdPartyLogin(given, context)) ?? given, request, context);
}

/**
 * The same from a form of the application, or from one of another site as OpenID Connect Core 1.0 section 4 has it. The
 * latter goes on as the link that it could have been: its request comes without our cookies.
 */
export async function loginForm(request: RequestWithBody, route: AuthContext): Promise<Response> {
  // A form may have parameters in its address too: its fields come first, and the first one counts.
  const given = new URLSearchParams([...(await readForm(request)), ...query(request)]);
  const context = ofThirdParty(given, route);
  const { settings } = context;
  if (!isThirdPartyLogin(given)) requireSameOrigin(request, settings.origin);
  const asked = await thirdPartyLogin(given, context);
  if (asked && !isSameOrigin(request, settings.origin))
    return sendTo(loginAtOwnHost(asked, settings), [], request);
  return login(asked ?? given, request, context);
}

async function login(
  parameters: URLSearchParams,
  request: RequestParts,
  context: AuthContext,
): Promise<Response> {
  const { settings } = context;
  if (isElsewhere(request, settings)) return sendTo(loginAtOwnHost(parameters, settings), [], request);

  const denial = readDenial(parameters, context.sealing);
  if (denial)
    return (
      (await backAtOwnHost(denial, request, context)) ??
      answerDenial(request, denial, context, ["GET", "POST"])
    );
  return startLogin({ ...loginOptions(parameters, settings), request }, context);
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
