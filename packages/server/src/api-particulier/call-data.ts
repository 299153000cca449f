import * as v from "valibot";
import { apiParticulier, type DataCallName } from "@moncomptepro/profiles";
import { now } from "../clock.js";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { isBearerToken } from "../http/bearer-token.js";
import { parseJsonObject } from "../provider/parse-json.js";
import type { ProviderAnswer, ProviderCall } from "../provider/provider-call.js";
import { checkMembers, type Entries } from "../settings/members.js";
import type { CallRate } from "./call-rate.js";
import type { Access, Outcome } from "./client.js";
import type { DataForm } from "./data-forms.js";
import { failureOf, type Failure, type FailureReason } from "./failure.js";

/** What all calls of a client share. */
export interface Room {
  readonly baseUrl: string;
  /** SIRET. */
  readonly recipient: string;
  /** Milliseconds. */
  readonly timeout: number;
  readonly call: ProviderCall;
  readonly rate: CallRate;
}

/** One call, as the application asked for it. */
export interface Asked<T> {
  readonly name: DataCallName;
  readonly version: number;
  readonly access: Access;
  readonly options: unknown;
  /** What each option must be, by the name that the API has for it too. */
  readonly forms: Entries;
  /** What the answer must be. */
  readonly form: DataForm<T>;
}

/** Milliseconds that a call may wait for its turn. */
const PATIENCE = 5_000;

/** Makes a call. Whatever happens on the way, it gives an outcome: a login must not get lost by it. */
export async function callData<T>(asked: Asked<T>, room: Room): Promise<Outcome<T>> {
  const { checked, problems } = checkMembers(asked.options, asked.forms);
  if (problems.length > 0) {
    const detail = problems
      .map(({ setting, message }) => `${setting || "the options"} ${message}`)
      .join("; ");
    return failure("request_refused", { detail });
  }
  const wrongToken = checkToken(asked.access);
  if (wrongToken) return wrongToken;
  if (!(await room.rate.turn(PATIENCE))) return failure("too_many_calls", { retryAfter: 1 });
  const { path } = apiParticulier.calls[asked.name];
  const parameters: Record<string, string | number> = { recipient: room.recipient, ...checked };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) query.set(name, String(value));
  try {
    const answer = await room.call(
      `${room.baseUrl}/v${asked.version}/${path}/france_connect?${query.toString()}`,
      {
        headers: { accept: "application/json", authorization: `Bearer ${asked.access.token}` },
        timeout: room.timeout,
      },
    );
    return answer.status === 200 ? readData(answer, asked.form) : failureOf(answer, asked.access.token);
  } catch (error) {
    return brokenCall(error);
  }
}

/** A token that cannot be good is not sent. */
function checkToken(access: Partial<Access> | undefined): Failure | undefined {
  const { token, expiresAt } = access ?? {};
  if (!isBearerToken(token))
    return failure("token_malformed", { detail: "the access token is missing or malformed" });
  if (expiresAt !== undefined && expiresAt <= now())
    return failure("token_expired", { detail: "the access token has expired: it must be used in the login" });
  return undefined;
}

function readData<T>({ text, status }: ProviderAnswer, form: DataForm<T>): Outcome<T> {
  const { data } = parseJsonObject(text, "the answer");
  const result = v.safeParse(form, withoutNulls(data));
  if (result.success) return { ok: true, data: result.output };
  const [issue] = result.issues;
  // The value is the person's: where it stands is enough.
  const place = ["data", ...(issue.path ?? []).map(({ key }) => String(key))].join(".");
  return failure("answer_invalid", { status, detail: `${place} is not what the API documents` });
}

/** What is null is not known, and so left out. */
function withoutNulls(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNulls);
  if (typeof value !== "object" || value === null) return value;
  const known = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(known.map(([name, member]) => [name, withoutNulls(member)]));
}

const BROKEN: Readonly<Partial<Record<ErrorCode, FailureReason>>> = {
  provider_timeout: "timeout",
  provider_unavailable: "unreachable",
  provider_error: "answer_invalid",
};

function brokenCall(error: unknown): Failure {
  const { code, hint } = error instanceof AuthError ? error : new AuthError("internal_error");
  return failure(BROKEN[code] ?? "answer_invalid", hint === undefined ? {} : { detail: hint });
}

function failure(reason: FailureReason, known: Partial<Omit<Failure, "ok" | "reason">> = {}): Failure {
  return { ok: false, reason, ...known };
}
