import type { AuthContext } from "../auth-context.js";
import { leftObstacle } from "../guard/obstacle.js";
import { turnAway } from "../guard/turn-away.js";
import { cookieName, readCookies, writeCookie } from "../http/cookies.js";
import { readForm } from "../http/request-body.js";
import { header, pathAndQuery, query } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import type { Settings } from "../settings/settings.js";
import { loginOptions } from "./login-parameters.js";
import { startLogin } from "./start-login.js";

/** Starts a login from a link or a form, or answers in the place of a page that could not. */
export async function login(request: Request, context: AuthContext): Promise<Response> {
  const { settings } = context;
  const elsewhere = request.method === "GET" ? fromAnotherHost(request, settings) : undefined;
  if (elsewhere) return elsewhere;

  const obstacle = leftObstacle(query(request), context.sealing);
  if (obstacle) return turnAway(request, obstacle, context);

  const parameters = request.method === "POST" ? await readForm(request) : query(request);
  return startLogin({ ...loginOptions(parameters, settings.allowLoginParameters), request }, context);
}

/**
 * A person who opened the application under another name, as `127.0.0.1` for `localhost`, would come back from the
 * provider without the cookie that was set there: they are sent to the right name first. Once only, for behind a proxy
 * that does not pass the Host header on, every request seems to come from elsewhere.
 */
function fromAnotherHost(request: Request, settings: Settings): Response | undefined {
  const host = header(request, "host") ?? new URL(request.url).host;
  const { host: expected } = new URL(settings.origin);
  if (host.toLowerCase() === expected) return undefined;

  const moved = cookieName(settings, "moved");
  if (readCookies(request)[moved]) {
    settings.logger.debug("The Host header is not the base URL's: does a proxy change it?", {
      host,
      expected,
    });
    return undefined;
  }
  return seeOther(`${settings.origin}${pathAndQuery(request)}`, [writeCookie(settings, moved, "1", 10)]);
}
