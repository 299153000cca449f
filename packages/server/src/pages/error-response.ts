import { ERRORS, type Fault } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isNavigation } from "../http/navigation.js";
import type { RequestParts } from "../http/request-parts.js";
import { json } from "../http/responses.js";
import type { Settings } from "../settings/settings.js";
import { languageOf } from "./language.js";
import { page } from "./page.js";

interface ErrorResponseOptions {
  readonly setCookie?: readonly string[];
  /** Page to come back to after a new attempt: a path of the application, checked. */
  readonly returnTo?: string;
  readonly headers?: Readonly<Record<string, string>>;
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

/**
 * Answers with a failure: a page for a person, `application/problem+json` (RFC 9457) for a script. The page depends on
 * the code alone and echoes nothing that was received; the hint goes to the log.
 */
export function errorResponse(
  error: unknown,
  request: RequestParts | undefined,
  settings: Settings,
  { setCookie = [], returnTo, headers = {} }: ErrorResponseOptions = {},
): Response {
  const { code, fault, status, hint } = toAuthError(error);
  settings.logger[LEVELS[fault]](`Answered ${code}.`, { status, ...(hint && { hint }) });

  const language = languageOf(request);
  const loginUrl = `${settings.path}/login${returnTo ? `?returnTo=${encodeURIComponent(returnTo)}` : ""}`;
  const { unauthenticated, titles, advice, again, home, code: label } = TEXTS[language];
  const title = status === 401 ? unauthenticated : titles[fault];
  const sentence = ERRORS[code].person[language];
  if (request && !isNavigation(request)) {
    const problem = { type: "about:blank", title, status, code, detail: sentence, loginUrl };
    return json(problem, {
      status,
      setCookie,
      headers: { ...headers, "content-type": "application/problem+json" },
    });
  }
  const links = [
    { href: loginUrl, text: again },
    { href: `${settings.basePath}/`, text: home },
  ];
  const note = `${label}${code}`;
  return page(
    { language, title, paragraphs: [sentence, advice[fault]], links, note },
    { status, setCookie, headers },
  );
}

function toAuthError(error: unknown): AuthError {
  if (error instanceof AuthError) return error;
  const hint = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return new AuthError("internal_error", { hint, cause: error });
}
