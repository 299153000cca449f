import type { AuthContext } from "./auth-context.js";
import { AuthError } from "./errors.js";
import { isNoNavigation, isPrefetch } from "./http/navigation.js";
import type { RequestWithBody } from "./http/request-body.js";
import { path } from "./http/request-parts.js";
import { noContent } from "./http/responses.js";
import { requireOwnReader, requireSameOrigin } from "./http/same-origin.js";
import { providerOfPerson } from "./login/choose-provider.js";
import { finishLogin } from "./login/finish-login.js";
import { finishPageLogin } from "./login/finish-page-login.js";
import { loginForm, loginRoute } from "./login/login-route.js";
import { organizationForm, organizationPage } from "./login/select-organization.js";
import { backchannelLogout } from "./logout/backchannel-logout.js";
import { continueLogout } from "./logout/continue-logout.js";
import { finishLogout } from "./logout/finish-logout.js";
import { askFirst, signInAgain } from "./logout/sign-in-again.js";
import { startLogout } from "./logout/start-logout.js";
import { ofProvider } from "./one-of-each.js";
import { errorResponse } from "./pages/error-response.js";
import { describeProvider } from "./provider/describe-provider.js";
import { routeOf, type Methods, type OperationName, type Routes } from "./routes.js";
import { whoAmI } from "./session/who-am-i.js";
import { publishKeys } from "./tokens/publish-keys.js";

type Operation = (request: RequestWithBody, context: AuthContext) => Response | Promise<Response>;

/** The operations behind the names of our routes, each behind the door that fits it. */
const OPERATIONS: Readonly<Record<OperationName, Operation>> = {
  startLogin: navigationOnly(loginRoute),
  // It knows itself which other site may send it.
  startLoginByForm: navigationOnly(loginForm),
  finishLogin: navigationOnly(finishLogin),
  describeProvider,
  finishPageLogin: sameOriginOnly(finishPageLogin),
  whoAmI: ownReaderOnly(whoAmI),
  askToSwitchAccount: navigationOnly((request, context) => askFirst("switch-account", request, context)),
  switchAccount: sameOriginOnly(signInAgain),
  askForOrganization: navigationOnly(organizationPage),
  selectOrganization: sameOriginOnly(organizationForm),
  startLogout: sameOriginOnly(startLogout),
  continueLogout: navigationOnly(continueLogout),
  finishLogout: navigationOnly(finishLogout),
  // The provider's server calls it: the token that it sends is all that proves anything.
  backchannelLogout,
  // Public keys, for any server that asks.
  publishKeys,
};

/** Answers a request to one of our routes, whatever happens; a request to any other path is not ours. */
export async function handle(
  request: RequestWithBody,
  routes: Routes,
  first: AuthContext,
): Promise<Response | undefined> {
  const route = routes.get(routeOf(path(request)));
  if (!route) return undefined;
  const { methods, provider, isOfPerson } = route;
  const named = (provider === undefined ? undefined : ofProvider(provider, first)) ?? first;
  const context = isOfPerson ? await providerOfPerson(request, first) : named;
  try {
    return await dispatch(request, methods, context);
  } catch (error) {
    return errorResponse(error, request, context.settings);
  }
}

async function dispatch(request: RequestWithBody, methods: Methods, context: AuthContext): Promise<Response> {
  // HEAD asks whether there is a page: it starts nothing and consumes nothing.
  if (request.method === "HEAD" && methods.GET) return noContent();
  const operation =
    request.method === "GET" ? methods.GET : request.method === "POST" ? methods.POST : undefined;
  if (operation) return OPERATIONS[operation](request, context);

  const error = new AuthError("method_not_allowed", { hint: `${request.method} on ${path(request)}` });
  return errorResponse(error, request, context.settings, {
    headers: { allow: Object.keys(methods).join(", ") },
    isLogout: request.method === "GET" && methods.POST === "startLogout",
  });
}

/** An operation that only a person going to a page starts: neither a script nor a browser that loads in advance. */
function navigationOnly(operation: Operation): Operation {
  return (request, context) => {
    if (isPrefetch(request)) throw new AuthError("prefetch_refused");
    if (isNoNavigation(request)) throw new AuthError("not_a_navigation");
    return operation(request, context);
  };
}

/** An operation that only a form or a script of the application itself starts. */
function sameOriginOnly(operation: Operation): Operation {
  return (request, context) => {
    requireSameOrigin(request, context.settings.origin);
    return operation(request, context);
  };
}

/** An operation that only the application's own pages, and clients that are no browser, read. */
function ownReaderOnly(operation: Operation): Operation {
  return (request, context) => {
    requireOwnReader(request);
    return operation(request, context);
  };
}
