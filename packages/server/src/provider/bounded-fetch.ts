import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate } from "node:zlib";
import { AuthError } from "../errors.js";

/** Milliseconds for one call, from the connection to the last byte. Two of them fit in a login's deadline. */
const TIMEOUT = 4_000;
/** A discovery document has 5 kB, a set of keys less, a userinfo answer less still. */
const MAXIMUM_BYTES = 256 * 1024;

// An idle connection is closed by us before a server's usual five seconds, so that no call meets one just closed.
const keepAlive = { keepAlive: true, timeout: TIMEOUT };
const agents = { http: new HttpAgent(keepAlive), https: new HttpsAgent(keepAlive) };
const decoders = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

/** What a call to the provider sends. A subset of `RequestInit`. */
export interface BoundedRequest {
  readonly method?: string | undefined;
  readonly headers?: Headers | Readonly<Record<string, string>> | undefined;
  readonly body?: string | URLSearchParams | null | undefined;
}

/**
 * Calls the provider. Time and bytes are bounded, redirects are not followed and connections are kept, so that a
 * provider that hangs, drips or floods costs little. (Node's global `fetch` bounds neither, and costs more.)
 *
 * @throws AuthError `provider_timeout`, `provider_unavailable` or `provider_error`
 */
export async function boundedFetch(
  address: string | URL,
  { method = "GET", headers, body }: BoundedRequest = {},
): Promise<Response> {
  const url = new URL(address);
  try {
    const answer = await send(url, method, Object.fromEntries(new Headers(headers)), body);
    return toResponse(answer.incoming, await decode(answer));
  } catch (cause) {
    if (cause instanceof AuthError) throw cause;
    const hint = `${method} ${url.origin}${url.pathname} failed: ${reason(cause)}`;
    throw new AuthError("provider_unavailable", { hint, cause });
  }
}

/** An answer whose bytes are all there. */
interface Answer {
  readonly incoming: IncomingMessage;
  readonly bytes: Buffer;
}

function send(
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: BoundedRequest["body"],
): Promise<Answer> {
  const [request, agent] =
    url.protocol === "https:"
      ? ([httpsRequest, agents.https] as const)
      : ([httpRequest, agents.http] as const);
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent, maxHeaderSize: 16_384 });
    // A timer of one's own, for an AbortSignal a call costs as much as the rest of it.
    const timer = setTimeout(() => {
      const hint = `${method} ${url.origin}${url.pathname} took more than ${TIMEOUT} ms`;
      outgoing.destroy(new AuthError("provider_timeout", { hint }));
    }, TIMEOUT);
    const fail = (error: Error): void => {
      clearTimeout(timer);
      outgoing.destroy();
      reject(error);
    };
    outgoing.on("error", fail);
    outgoing.on("response", (incoming) => {
      const chunks: Buffer[] = [];
      let size = 0;
      incoming.on("error", fail);
      incoming.on("data", (chunk: Buffer) => {
        size += chunk.length;
        if (size > MAXIMUM_BYTES) fail(tooLarge());
        else chunks.push(chunk);
      });
      incoming.on("end", () => {
        clearTimeout(timer);
        resolve({ incoming, bytes: Buffer.concat(chunks) });
      });
    });
    outgoing.end(body?.toString());
  });
}

async function decode({ incoming, bytes }: Answer): Promise<Buffer> {
  const encoding = incoming.headers["content-encoding"]?.toLowerCase() ?? "identity";
  if (encoding === "identity") return bytes;
  const decoder = Object.entries(decoders).find(([name]) => name === encoding)?.[1];
  if (!decoder) throw new AuthError("provider_error", { hint: `unknown Content-Encoding ${encoding}` });
  try {
    return await decoder(bytes, { maxOutputLength: MAXIMUM_BYTES });
  } catch (cause) {
    if (cause instanceof RangeError) throw tooLarge();
    throw new AuthError("provider_error", { hint: `an answer that is not ${encoding} as it says`, cause });
  }
}

function toResponse({ statusCode = 0, headers }: IncomingMessage, bytes: Buffer): Response {
  if (statusCode < 200 || statusCode > 599) {
    throw new AuthError("provider_error", { hint: `an answer with the status ${statusCode}` });
  }
  const kept = new Headers();
  for (const name of ["content-type", "www-authenticate", "date", "retry-after"]) {
    const value = headers[name];
    if (typeof value === "string") kept.set(name, value);
  }
  const bodiless = statusCode === 204 || statusCode === 205 || statusCode === 304;
  return new Response(bodiless ? null : new Uint8Array(bytes), { status: statusCode, headers: kept });
}

function tooLarge(): AuthError {
  return new AuthError("provider_error", { hint: `an answer of more than ${MAXIMUM_BYTES} bytes` });
}

function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return "unknown";
  return "code" in cause && typeof cause.code === "string" ? cause.code : cause.message;
}
