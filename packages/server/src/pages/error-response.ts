import type { Language } from "@moncomptepro/profiles";
import { ERRORS, type ErrorCode, type Fault } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { loginAddress } from "../http/login-address.js";
import { isFrame, isNavigation } from "../http/navigation.js";
import type { RequestParts } from "../http/request-parts.js";
import { applicationPolicy, html, json } from "../http/responses.js";
import { documentOf } from "../log-document.js";
import type { RefusedLogin } from "../login/refused-login.js";
import { routeAddress } from "../route-address.js";
import type { Settings } from "../settings/settings.js";
import { CLEAN_ADDRESS_HASH, withCleanAddress } from "./clean-address.js";
import { errorPageResponse } from "./error-page-response.js";
import type { ErrorPage } from "./error-page.js";
import { languageOf } from "./language.js";
import { TEXTS } from "./texts/by-language.js";
import { refusalOf, waysOut } from "./ways-out.js";

export interface ErrorResponseOptions {
  readonly setCookie?: readonly string[];
  /** Page to come back to after a new login: a path of the application, checked. */
  readonly returnTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A client-side router asks for the data of the page to come back to: it must open the page itself. */
  readonly isData?: boolean;
  /** Whose login or page was refused. */
  readonly refused?: RefusedLogin;
  /** The login that asks for a second factor, where the level was the reason. */
  readonly secondFactorUrl?: string | undefined;
  /** The level that was not reached is the one of certified officers. */
  readonly isForOfficers?: boolean;
  /** No cookie of ours came: the browser may block them. */
  readonly withoutCookies?: boolean;
  /** The person is logged in, and gave up the login that this page asks for. */
  readonly isGivenUp?: boolean;
  /** The logout was opened as a page: the answer offers the form that logs out. */
  readonly isLogout?: boolean;
  /** The address holds an answer of the provider that was used: it is taken out of the address bar. */
  readonly cleansAddress?: boolean;
}

const LEVELS = {
  person: "info",
  answer: "warn",
  setup: "error",
  provider: "error",
} as const satisfies Record<Fault, string>;

/** Characters of a page to come back to that the answer repeats: the login would not take a longer one either. */
const MAXIMUM_RETURN_TO = 1024;

/** Seconds after which trying again may help: what is away now is often back soon, and a new login would not help. */
const RETRY_AFTER = "5";
const PASSING: ReadonlySet<ErrorCode> = new Set([
  "store_unavailable",
  "provider_unavailable",
  "provider_timeout",
]);

/**
 * Answers with a failure: a page for a person, `application/problem+json` (RFC 9457) for a script. The page depends on
 * the code and names the account that was refused; it echoes nothing else that was received. The hint goes to the log.
 */
export async function errorResponse(
  error: unknown,
  request: RequestParts | undefined,
  settings: Settings,
  {
    setCookie = [],
    returnTo,
    isData = false,
    headers: given = {},
    isLogout = false,
    cleansAddress = false,
    refused = {},
    secondFactorUrl,
    isForOfficers = false,
    withoutCookies = false,
    isGivenUp = false,
  }: ErrorResponseOptions = {},
): Promise<Response> {
  const { code, fault, status, hint } = toAuthError(error);
  logAnswer(code, { status, ...(hint && { hint }) }, settings);

  const headers = { ...given, ...(PASSING.has(code) && { "retry-after": RETRY_AFTER }) };
  const language = languageOf(request);
  const { errors, logout, officers, stepUpTitle } = TEXTS[language];
  const title = isForOfficers ? officers.title : isGivenUp ? stepUpTitle : titleOf(code, language);
  const sentence = isForOfficers ? officers.sentence : errors[code];
  const back = returnTo && returnTo.length <= MAXIMUM_RETURN_TO ? returnTo : undefined;
  const loginUrl = isLoginMissing(code)
    ? loginAddress(back, settings)
    : routeAddress("login", back, settings);
  const ways = {
    ...waysOut(code, isForOfficers || (refused.mayBeOrganization ?? false), back, settings),
    ...(secondFactorUrl !== undefined && { secondFactorUrl }),
  };
  if (request && !isNavigation(request)) {
    const page = isData && { page: returnTo };
    const problem = {
      type: "about:blank",
      title,
      status,
      code,
      detail: sentence,
      loginUrl,
      ...ways,
      ...page,
    };
    const type = { "content-type": "application/problem+json" };
    return json(problem, { status, setCookie, headers: { ...headers, ...type } });
  }
  const content: ErrorPage = {
    code,
    fault,
    status,
    language,
    title: isLogout ? logout.title : title,
    loginUrl,
    paragraphs: isLogout
      ? [logout.hint]
      : [sentence, ...adviceOf(code, { secondFactorUrl, isForOfficers, withoutCookies }, language)],
    ...(refused.account && refusalOf(code) && { account: refused.account }),
    ...ways,
    homeUrl: `${settings.basePath}/`,
    ...(isLogout && { logoutUrl: `${settings.path}/logout` }),
  };
  const own = await ownPage(content, settings);
  // In a frame of the application: a page that refused to be shown there would be a blank.
  const framed = request !== undefined && isFrame(request);
  const look = { ...(framed && { framedBy: "'self'" as const }), cleansAddress };
  if (own === undefined) return errorPageResponse(content, look, { status, setCookie, headers });
  const policy = applicationPolicy(
    framed ? "'self'" : "'none'",
    cleansAddress ? CLEAN_ADDRESS_HASH : undefined,
  );
  return html(cleansAddress ? withCleanAddress(own) : own, policy, { status, setCookie, headers });
}

/** What to do next. */
function adviceOf(
  code: ErrorCode,
  {
    secondFactorUrl,
    isForOfficers,
    withoutCookies,
  }: Pick<ErrorResponseOptions, "secondFactorUrl" | "isForOfficers" | "withoutCookies">,
  language: Language,
): string[] {
  const { advice, cookiesAdvice, officers, refusalAdvice } = TEXTS[language];
  if (withoutCookies) return [cookiesAdvice];
  if (isForOfficers) return [officers.advice];
  if (code === "logout_incomplete") return [];
  const kind = refusalOf(code);
  if (kind) return [refusalAdvice[kind === "level" && secondFactorUrl ? "secondFactor" : kind]];
  return [advice[PASSING.has(code) ? "provider" : ERRORS[code].fault]];
}

/** Whether the person has no session, or not the one that is needed: any of the application's logins may help. */
function isLoginMissing(code: ErrorCode): boolean {
  return code === "not_authenticated" || code === "other_login_required";
}

function logAnswer(code: ErrorCode, details: object, { logger }: Settings): void {
  const message = `Answered ${code}.`;
  const level = LEVELS[ERRORS[code].fault];
  if (level === "info") logger.info(message, { ...details, see: documentOf(code) });
  else logger[level](code, message, { ...details });
}

function titleOf(code: ErrorCode, language: Language): string {
  const { errorTitles, logout, unauthenticatedTitle, unauthorizedTitle } = TEXTS[language];
  const { fault, status } = ERRORS[code];
  if (code === "logout_incomplete") return logout.incompleteTitle;
  if (code === "not_authorized") return unauthorizedTitle;
  return status === 401 ? unauthenticatedTitle : errorTitles[fault];
}

/** The application's own page, where it has one; what its hook throws is logged, and the built-in page does. */
async function ownPage(content: ErrorPage, { hooks, logger }: Settings): Promise<string | undefined> {
  try {
    return await hooks.errorPage?.(content);
  } catch (error) {
    logger.error("error_page_failed", "The hook errorPage failed. The built-in page was shown.", {
      reason: String(error),
    });
    return undefined;
  }
}

function toAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  const hint = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AuthError("internal_error", { hint, cause: error });
}
