import type { AuthContext } from "./auth-context.js";
import { AuthError } from "./errors.js";
import { isNoNavigation, isPrefetch } from "./http/navigation.js";
import { path } from "./http/request-parts.js";
import { noContent } from "./http/responses.js";
import { requireSameOrigin } from "./http/same-origin.js";
import { finishLogin } from "./login/finish-login.js";
import { login } from "./login/login-route.js";
import { backchannelLogout } from "./logout/backchannel-logout.js";
import { finishLogout } from "./logout/finish-logout.js";
import { startLogout } from "./logout/start-logout.js";
import { errorResponse } from "./pages/error-response.js";
import { whoAmI } from "./session/who-am-i.js";
import type { Settings } from "./settings/settings.js";

type Operation = (request: Request, context: AuthContext) => Response | Promise<Response>;
type Methods = Readonly<Partial<Record<"GET" | "POST", Operation>>>;

/** Our routes. Whatever is not among them is the application's. */
export function routes({
  path: root,
  redirectUri,
  session: { store },
}: Settings): ReadonlyMap<string, Methods> {
  const logout: Operation | undefined =
    store && ((request, context) => backchannelLogout(request, store, context));
  return new Map<string, Methods>([
    [`${root}/login`, { GET: page(login), POST: form(login) }],
    [new URL(redirectUri).pathname, { GET: page(finishLogin) }],
    [`${root}/me`, { GET: whoAmI }],
    [`${root}/logout`, { POST: form(startLogout) }],
    [`${root}/logout/callback`, { GET: page(finishLogout) }],
    ...(logout ? [[`${root}/backchannel-logout`, { POST: logout }] as const] : []),
  ]);
}

/** Answers a request to one of our routes, whatever happens; a request to any other path is not ours. */
export async function handle(
  request: Request,
  table: ReadonlyMap<string, Methods>,
  context: AuthContext,
): Promise<Response | undefined> {
  const methods = table.get(path(request));
  if (!methods) return undefined;
  try {
    return await dispatch(request, methods, context);
  } catch (error) {
    return errorResponse(error, request, context.settings);
  }
}

async function dispatch(request: Request, methods: Methods, context: AuthContext): Promise<Response> {
  // HEAD asks whether there is a page: it starts nothing and consumes nothing.
  if (request.method === "HEAD" && methods.GET) return noContent();
  const operation =
    request.method === "GET" ? methods.GET : request.method === "POST" ? methods.POST : undefined;
  if (operation) return operation(request, context);

  const error = new AuthError("method_not_allowed", { hint: `${request.method} on ${path(request)}` });
  return errorResponse(error, request, context.settings, {
    headers: { allow: Object.keys(methods).join(", ") },
  });
}

/** An operation that only a person going to a page starts: neither a script nor a browser that loads in advance. */
function page(operation: Operation): Operation {
  return (request, context) => {
    if (isPrefetch(request)) throw new AuthError("prefetch_refused");
    if (isNoNavigation(request)) throw new AuthError("not_a_navigation");
    return operation(request, context);
  };
}

/** An operation that only a form or a script of the application itself starts. */
function form(operation: Operation): Operation {
  return (request, context) => {
    requireSameOrigin(request, context.settings.origin);
    return operation(request, context);
  };
}
