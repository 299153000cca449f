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
  const signal = AbortSignal.timeout(TIMEOUT);
  try {
    const incoming = await send(url, method, Object.fromEntries(new Headers(headers)), body, signal);
    const bytes = await decode(incoming, await read(incoming));
    return toResponse(incoming, bytes);
  } catch (cause) {
    if (cause instanceof AuthError) throw cause;
    const where = `${method} ${url.origin}${url.pathname}`;
    if (signal.aborted)
      throw new AuthError("provider_timeout", { hint: `${where} took more than ${TIMEOUT} ms`, cause });
    throw new AuthError("provider_unavailable", { hint: `${where} failed: ${reason(cause)}`, cause });
  }
}

function send(
  url: URL,
  method: string,
  headers: Record<string, string>,
  body: BoundedRequest["body"],
  signal: AbortSignal,
): Promise<IncomingMessage> {
  const [request, agent] =
    url.protocol === "https:"
      ? ([httpsRequest, agents.https] as const)
      : ([httpRequest, agents.http] as const);
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent, signal, maxHeaderSize: 16_384 }, resolve);
    outgoing.on("error", reject);
    outgoing.end(body?.toString());
  });
}

async function read(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAXIMUM_BYTES) throw tooLarge();
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

async function decode(incoming: IncomingMessage, bytes: Buffer): Promise<Buffer> {
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
