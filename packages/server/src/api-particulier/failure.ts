import { logText } from "../log-text.js";
import { parseJsonObject } from "../provider/parse-json.js";
import type { ProviderAnswer } from "../provider/provider-call.js";
import { isPlainObject } from "../settings/members.js";

/**
 * Why there are no data. What API Particulier documents: `token_malformed`, `token_expired`, `identity_scope_missing` and any
 * other `token_refused` (401), `access_refused` (403), `not_found` (404), `already_running` and `several_found` (409),
 * `request_refused` (422), `too_many_calls` (429), `source_failed` (502), `source_unavailable` (503), `source_late` (504).
 * What may happen on the way: `unreachable`, `timeout`, `answer_invalid`.
 */
export type FailureReason =
  | "token_malformed"
  | "token_expired"
  | "identity_scope_missing"
  | "token_refused"
  | "access_refused"
  | "not_found"
  | "already_running"
  | "several_found"
  | "request_refused"
  | "too_many_calls"
  | "source_failed"
  | "source_unavailable"
  | "source_late"
  | "unreachable"
  | "timeout"
  | "answer_invalid";

/** A call that gave no data. It is no exception: the login goes on. */
export interface Failure {
  readonly ok: false;
  readonly reason: FailureReason;
  /** HTTP status; absent when no answer came, or no call was made. */
  readonly status?: number;
  /** The code of the catalogue, for example `50003`. */
  readonly code?: string;
  /** What happened, for a log: one line, without the token. */
  readonly detail?: string;
  /** Who has the data, for example `CNAF`, where the answer says so. */
  readonly source?: string;
  /** Seconds after which the call may be made again, where that is known. */
  readonly retryAfter?: number;
}

/** The codes whose status says less than they do; the second spelling is in use since September 2026. */
const BY_CODE: Readonly<Record<string, FailureReason>> = {
  "50001": "token_malformed",
  "51501": "token_malformed",
  "50002": "token_expired",
  "51502": "token_expired",
  "50003": "identity_scope_missing",
  "51503": "identity_scope_missing",
  "00015": "already_running",
};

const BY_STATUS: Readonly<Record<number, FailureReason>> = {
  400: "request_refused",
  401: "token_refused",
  403: "access_refused",
  404: "not_found",
  409: "several_found",
  422: "request_refused",
  429: "too_many_calls",
  502: "source_failed",
  503: "source_unavailable",
  504: "source_late",
};

/** Characters of a text of an answer that are kept. */
const MAXIMUM_TEXT = 300;
/** Seconds: what is longer is no time to wait for. */
const LONGEST_PAUSE = 3600;

/**
 * What an answer without data means.
 *
 * @param token - that was sent: an answer that repeats it must not reach a log
 */
export function failureOf({ status, headers, text }: ProviderAnswer, token: string): Failure {
  const { code, title, detail, meta } = firstError(text.replaceAll(token, "(token)"));
  const reason = (code === undefined ? undefined : BY_CODE[code]) ?? BY_STATUS[status] ?? "answer_invalid";
  const said = [title, detail].filter((each) => each !== undefined).join(": ");
  const retryAfter = seconds(headers["retry-after"]) ?? seconds(meta["retry_in"]);
  const source = textOf(meta["provider"]);
  return {
    ok: false,
    reason,
    status,
    ...(code !== undefined && { code }),
    ...(said && { detail: said }),
    ...(source !== undefined && { source }),
    ...(retryAfter !== undefined && { retryAfter }),
  };
}

interface FirstError {
  readonly code?: string | undefined;
  readonly title?: string | undefined;
  readonly detail?: string | undefined;
  readonly meta: Readonly<Record<string, unknown>>;
}

/** The first entry of `errors`, an object or, in the flat format, a text. */
function firstError(text: string): FirstError {
  let errors: unknown;
  try {
    ({ errors } = parseJsonObject(text, "the answer"));
  } catch {
    // A proxy in front answers with a page of its own: the status says what there is to know.
    return { meta: {} };
  }
  const [first] = Array.isArray(errors) ? (errors as unknown[]) : [];
  if (typeof first === "string") return { detail: textOf(first), meta: {} };
  const { code, title, detail, meta } = isPlainObject(first) ? first : {};
  return {
    ...(typeof code === "string" && /^\d{5}$/.test(code) && { code }),
    title: textOf(title),
    detail: textOf(detail),
    meta: isPlainObject(meta) ? meta : {},
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? logText(value.slice(0, MAXIMUM_TEXT)) : undefined;
}

function seconds(value: unknown): number | undefined {
  const number = typeof value === "string" && /^\d{1,4}$/.test(value) ? Number(value) : value;
  return typeof number === "number" && number >= 0 && number <= LONGEST_PAUSE ? Math.ceil(number) : undefined;
}
