import { AuthError } from "../errors.js";
import { codeOf, withoutContent } from "./caught.js";

/** What a call to the provider sends. */
export interface ProviderRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Milliseconds from the connection to the last byte. Default: {@link CALL_TIMEOUT}. */
  readonly timeout?: number;
}

/** What the provider answered, whole. */
export interface ProviderAnswer {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly text: string;
}

/**
 * Calls the provider, within bounds of time and size and without following redirects.
 *
 * @throws AuthError `provider_timeout`, `provider_unavailable` or `provider_error`
 */
export type ProviderCall = (address: string, request?: ProviderRequest) => Promise<ProviderAnswer>;

/** Milliseconds for one call, from the connection to the last byte. Two of them fit in a login's deadline. */
export const CALL_TIMEOUT = 4_000;
/**
 * Milliseconds for redeeming a refresh token. Far more than a person waits: a call that is given up may be carried out all
 * the same, and then the next token is lost, and using the old one again looks like a theft.
 */
export const REFRESH_TIMEOUT = 20_000;
/** Bytes. A discovery document has 5 kB, a set of keys less, a userinfo answer less still. */
export const MAXIMUM_ANSWER: number = 256 * 1024;

/**
 * Says that an answer shall come as it is: what is packed costs memory in proportion to what it unpacks to, and with
 * brotli 16 MB before its first byte.
 */
export const UNPACKED = { "accept-encoding": "identity" };

/** Says whether an answer is packed all the same, by its `Content-Encoding` (RFC 9110 section 8.4). */
export function isPacked(encoding: string | null | undefined): boolean {
  return Boolean(encoding) && encoding?.toLowerCase() !== "identity";
}

export function packed(): AuthError {
  return new AuthError("provider_error", { hint: "the answer is compressed, which was not asked for" });
}

export function tooLate(address: string, { timeout = CALL_TIMEOUT }: ProviderRequest): AuthError {
  const hint = `${withoutQuery(address)} took more than ${timeout} ms`;
  return new AuthError("provider_timeout", { hint });
}

export function tooLarge(): AuthError {
  return new AuthError("provider_error", { hint: `the answer has more than ${MAXIMUM_ANSWER} bytes` });
}

export function unreachable(address: string, caught: unknown, sent: ProviderRequest): AuthError {
  // Node's fetch says what happened in the cause only.
  const cause = withoutContent(
    caught instanceof Error && caught.cause instanceof Error ? caught.cause : caught,
  );
  if (quotes(cause.message, sent))
    return new AuthError("provider_unavailable", { hint: `${withoutQuery(address)} failed` });
  const hint = `${withoutQuery(address)} failed: ${codeOf(cause) ?? cause.message}`;
  return new AuthError("provider_unavailable", { hint, cause });
}

/** Says whether what a fetch of the application threw repeats a secret that it was given to send. */
function quotes(message: string, { headers = {}, body = "" }: ProviderRequest): boolean {
  const token = headers["authorization"]?.replace(/^\w+ /, "");
  return [body, token, ...new URLSearchParams(body).values()].some((each) => each && message.includes(each));
}

function withoutQuery(address: string): string {
  return address.replace(/\?.*$/s, "");
}
