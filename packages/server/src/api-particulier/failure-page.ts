import type { RequestParts } from "../http/request-parts.js";
import { languageOf } from "../pages/language.js";
import { page, type Action } from "../pages/page.js";
import { FAILURE_TEXTS, type FailureKind } from "./failure-texts.js";
import type { Failure, FailureReason } from "./failure.js";

/** What the page of a failure says beside what happened. */
export interface FailurePageOptions {
  /** The request that is answered: its `Accept-Language` chooses French or English. Default: French. */
  readonly request?: RequestParts;
  /** The home page of the application. Default: `/`. */
  readonly homeUrl?: string;
  /** Where the login starts again: the data come with a new one. Default: `/auth/login`. */
  readonly loginUrl?: string;
  /**
   * The other way to give the data, for example a form that takes a document. An application must offer one to people who
   * do not use FranceConnect.
   */
  readonly alternative?: { readonly href: string; readonly text: string };
}

/** A page, for any framework: `response.writeHead(status, headers).end(body)`. */
export interface FailurePage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

const KINDS: Readonly<Record<FailureReason, FailureKind>> = {
  identity_scope_missing: "right",
  access_refused: "right",
  token_malformed: "again",
  token_expired: "again",
  token_refused: "again",
  not_found: "absent",
  several_found: "absent",
  request_refused: "setup",
  already_running: "later",
  too_many_calls: "later",
  source_failed: "later",
  source_unavailable: "later",
  source_late: "later",
  unreachable: "later",
  timeout: "later",
  answer_invalid: "later",
};

const STATUS: Readonly<Record<FailureKind, number>> = {
  right: 403,
  again: 403,
  absent: 404,
  setup: 500,
  later: 503,
};

/** Seconds, where the API does not say. */
const RETRY_AFTER = 5;

/**
 * The page that says to a person why there are no data, in French or English, in the look of our error pages. It echoes
 * nothing that was received, and says that the login is not to blame.
 */
export async function failurePage(
  { reason, retryAfter }: Pick<Failure, "reason" | "retryAfter">,
  { request, homeUrl = "/", loginUrl = "/auth/login", alternative }: FailurePageOptions = {},
): Promise<FailurePage> {
  const kind = KINDS[reason];
  const language = languageOf(request);
  const { links, note, ...texts } = FAILURE_TEXTS[language];
  const login = { href: loginUrl, text: links.login };
  const actions: Action[] = [
    ...(kind === "again" ? [login] : []),
    ...(alternative ? [alternative] : []),
    { href: homeUrl, text: links.home },
  ];
  const response = page(
    {
      language,
      ...contentOf(texts.kinds[kind], alternative && texts.alternative),
      actions,
      note: note + reason,
    },
    {
      status: STATUS[kind],
      ...(kind === "later" && { headers: { "retry-after": String(retryAfter ?? RETRY_AFTER) } }),
    },
  );
  return {
    status: response.status,
    headers: Object.fromEntries(response.headers),
    body: await response.text(),
  };
}

function contentOf(
  { title, paragraphs }: { readonly title: string; readonly paragraphs: readonly string[] },
  more: string | undefined,
): { title: string; paragraphs: string[] } {
  return { title, paragraphs: [...paragraphs, ...(more ? [more] : [])] };
}
