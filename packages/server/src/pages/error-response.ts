import { ERRORS, type ErrorCode, type Fault } from "../error-codes.js";
import type { Language } from "@moncomptepro/profiles";
import { AuthError } from "../errors.js";
import { isNavigation } from "../http/navigation.js";
import type { RequestParts } from "../http/request-parts.js";
import { APPLICATION_POLICY, html, json } from "../http/responses.js";
import type { Settings } from "../settings/settings.js";
import type { ErrorPage } from "./error-page.js";
import { languageOf } from "./language.js";
import { page } from "./page.js";

interface ErrorResponseOptions {
  readonly setCookie?: readonly string[];
  /** Page to come back to after a new attempt: a path of the application, checked. */
  readonly returnTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Somebody opened the logout as a page: it offers the form that logs out. */
  readonly isLogout?: boolean;
}

const TEXTS = {
  fr: {
    unauthenticated: "Connexion nécessaire",
    titles: {
      person: "La connexion n’a pas abouti",
      answer: "Connexion interrompue par sécurité",
      setup: "Ce service a un problème",
      provider: "Connexion impossible pour le moment",
    },
    advice: {
      person: "Vous pouvez recommencer la connexion.",
      answer:
        "Vous pouvez recommencer. Si cela se reproduit, signalez-le à la personne responsable de ce service.",
      setup: "Recommencer ne suffira sans doute pas tant que ce problème n’est pas corrigé.",
      provider: "Réessayez dans quelques minutes.",
    },
    again: "Recommencer la connexion",
    logout: "Se déconnecter",
    logoutTitle: "Voulez-vous vous déconnecter\u202F?",
    logoutHint: "Confirmez avec le bouton ci-dessous.",
    logoutIncomplete: "Déconnexion incomplète",
    home: "Revenir à l’accueil",
    code: "Code de l’incident\u202F: ",
  },
  en: {
    unauthenticated: "Login needed",
    titles: {
      person: "The login was not completed",
      answer: "Login stopped for safety",
      setup: "This service has a problem",
      provider: "Login not possible at the moment",
    },
    advice: {
      person: "You can start the login again.",
      answer:
        "You can start again. If it happens once more, please tell the people in charge of this service.",
      setup: "Starting again will probably not help until this is mended.",
      provider: "Please try again in a few minutes.",
    },
    again: "Start the login again",
    logout: "Log out",
    logoutTitle: "Do you want to log out?",
    logoutHint: "Confirm with the button below.",
    logoutIncomplete: "Logout not complete",
    home: "Back to the home page",
    code: "Incident code: ",
  },
};

const LEVELS = {
  person: "info",
  answer: "warn",
  setup: "error",
  provider: "error",
} as const satisfies Record<Fault, string>;

/** Characters of a page to come back to that the answer repeats: the login would not take a longer one either. */
const MAXIMUM_RETURN_TO = 1024;

/** Seconds after which trying again may help: what is away now is often back soon. */
const RETRY_AFTER = "5";
const PASSING: ReadonlySet<ErrorCode> = new Set([
  "store_unavailable",
  "provider_unavailable",
  "provider_timeout",
]);

/**
 * Answers with a failure: a page for a person, `application/problem+json` (RFC 9457) for a script. The page depends on
 * the code alone and echoes nothing that was received; the hint goes to the log.
 */
export async function errorResponse(
  error: unknown,
  request: RequestParts | undefined,
  settings: Settings,
  { setCookie = [], returnTo, headers: given = {}, isLogout = false }: ErrorResponseOptions = {},
): Promise<Response> {
  const { code, fault, status, hint } = toAuthError(error);
  settings.logger[LEVELS[fault]](`Answered ${code}.`, { status, ...(hint && { hint }) });

  const headers = { ...given, ...(PASSING.has(code) && { "retry-after": RETRY_AFTER }) };
  const language = languageOf(request);
  const { advice, logoutTitle, logoutHint } = TEXTS[language];
  const title = titleOf(code, language);
  const sentence = ERRORS[code].person[language];
  const isOver = code === "logout_incomplete";
  const back = returnTo && returnTo.length <= MAXIMUM_RETURN_TO ? returnTo : undefined;
  const loginUrl = `${settings.path}/login${back ? `?returnTo=${encodeURIComponent(back)}` : ""}`;
  if (request && !isNavigation(request)) {
    const problem = { type: "about:blank", title, status, code, detail: sentence, loginUrl };
    const type = { "content-type": "application/problem+json" };
    return json(problem, { status, setCookie, headers: { ...headers, ...type } });
  }
  const content: ErrorPage = {
    code,
    fault,
    status,
    language,
    title: isLogout ? logoutTitle : title,
    loginUrl,
    paragraphs: isLogout ? [logoutHint] : isOver ? [sentence] : [sentence, advice[fault]],
    homeUrl: `${settings.basePath}/`,
    ...(isLogout && { logoutUrl: `${settings.path}/logout` }),
  };
  const own = await ownPage(content, settings);
  return own === undefined
    ? builtInPage(content, { status, setCookie, headers })
    : html(own, APPLICATION_POLICY, { status, setCookie, headers });
}

function titleOf(code: ErrorCode, language: Language): string {
  const { logoutIncomplete, titles, unauthenticated } = TEXTS[language];
  const { fault, status } = ERRORS[code];
  if (code === "logout_incomplete") return logoutIncomplete;
  return status === 401 ? unauthenticated : titles[fault];
}

/** The application's own page, where it has one; what its hook throws is logged, and the built-in page does. */
async function ownPage(content: ErrorPage, { hooks, logger }: Settings): Promise<string | undefined> {
  try {
    return await hooks.errorPage?.(content);
  } catch (error) {
    logger.error("The hook errorPage failed; the built-in page was shown.", { reason: String(error) });
    return undefined;
  }
}

function builtInPage(
  { code, language, title, paragraphs, loginUrl, homeUrl, logoutUrl }: ErrorPage,
  options: Parameters<typeof page>[1],
): Response {
  const { again, home, logout, code: label } = TEXTS[language];
  const links = [{ href: homeUrl, text: home }];
  const first = logoutUrl
    ? { form: { action: logoutUrl, text: logout } }
    : code === "logout_incomplete"
      ? {}
      : { links: [{ href: loginUrl, text: again }, ...links] };
  return page({ language, title, paragraphs, links, ...first, note: `${label}${code}` }, options);
}

function toAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  const hint = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AuthError("internal_error", { hint, cause: error });
}
