import type { User } from "@moncomptepro/profiles";
import { createAuthContext } from "./auth-context.js";
import { answerDenial } from "./guard/answer-denial.js";
import type { Denial } from "./guard/denial.js";
import { handle } from "./handler.js";
import { asSent } from "./http/base-path.js";
import { readCookies } from "./http/cookies.js";
import type { RequestWithBody } from "./http/request-body.js";
import type { RequestParts } from "./http/request-parts.js";
import { chooseProvider, providerOfPerson } from "./login/choose-provider.js";
import type { LoginOptions } from "./login/login-options.js";
import type { PendingLogin } from "./login/pending-logins.js";
import { selectOrganization, type OrganizationOptions } from "./login/select-organization.js";
import { startLogin } from "./login/start-login.js";
import { endListedSession } from "./logout/end-listed-session.js";
import { startLogout } from "./logout/start-logout.js";
import { AccessTokens, type AccessToken } from "./refresh/access-tokens.js";
import { Refreshes, type Refreshed } from "./refresh/refresh.js";
import type { Routes } from "./routes.js";
import type { SessionContext } from "./session-context.js";
import { createSession, type CreatedSession } from "./session/create-session.js";
import { updateSession, type UpdatedSession } from "./session/update-session.js";
import { issueToken, type IssuedToken } from "./tokens/issue-token.js";

/**
 * Everything beyond reading a session: what meets the provider, and what answers with a page of ours. It is loaded when
 * it is first needed, so that importing the package costs next to nothing.
 */
export interface Operations {
  handle(request: RequestWithBody): Promise<Response | undefined>;
  login(options: LoginOptions): Promise<Response>;
  selectOrganization(options: OrganizationOptions): Promise<Response>;
  pendingLogin(request: RequestParts): Promise<PendingLogin | undefined>;
  refresh(request: RequestParts): Promise<Refreshed>;
  createSession(request: RequestParts, user: unknown, options: unknown): Promise<CreatedSession>;
  accessToken(request: RequestParts): Promise<AccessToken>;
  issueToken(request: RequestParts, options: unknown): Promise<IssuedToken>;
  updateSession(request: RequestParts, change: unknown): Promise<UpdatedSession>;
  endSession(user: Pick<User, "issuer" | "sub">, listed: unknown): Promise<boolean>;
  logout(request: RequestParts): Promise<Response>;
  answerDenial(request: RequestParts, denial: Denial): Promise<Response>;
}

export function createOperations(routes: Routes, sessionContext: SessionContext): Operations {
  const context = createAuthContext(sessionContext);
  const { settings } = context;
  const refreshes = new Refreshes(context);
  const accessTokens = new AccessTokens(context, refreshes);
  return {
    handle: (request) => handle(request, routes, context),
    login: async ({ request, ...others }) => {
      const options = { ...others, ...(request && { request: asSent(request, settings) }) };
      return startLogin(options, await chooseProvider(options, context));
    },
    selectOrganization: async ({ request, ...others }) => {
      const options = { ...others, ...(request && { request: asSent(request, settings) }) };
      return selectOrganization(options, await providerOfPerson(options.request, context));
    },
    pendingLogin: (request) => context.pendingLogins.read(readCookies(request)),
    refresh: (request) => refreshes.refresh(request),
    createSession: (request, user, options) => createSession(request, user, options, context),
    accessToken: (request) => accessTokens.get(request),
    issueToken: (request, options) => issueToken(request, options, context),
    updateSession: (request, change) => updateSession(request, change, context),
    endSession: (user, listed) => endListedSession(user, listed, context),
    logout: (request) => startLogout(asSent(request, settings), context),
    answerDenial: (request, denial) => answerDenial(request, denial, context),
  };
}
