import { AuthError } from "../errors.js";
import { mediaTypeOf } from "./media-type.js";
import { header, type RequestParts } from "./request-parts.js";

/** A request that may carry a form: a `Request`, or what an adapter makes of its framework's. */
export interface RequestWithBody extends RequestParts {
  /** As it comes, or whole. */
  readonly body?: ReadableStream<Uint8Array> | Uint8Array | string | null;
}

/** Far above any form of ours, far below what would hurt. */
const MAXIMUM_BYTES = 16_384;
/** Milliseconds that a form may take to arrive. */
const TIMEOUT = 5_000;

/**
 * Reads the form that a request carries; empty when it carries another kind of body.
 *
 * @throws AuthError `body_too_large` or `body_incomplete`
 */
export async function readForm(request: RequestWithBody): Promise<URLSearchParams> {
  if (mediaType(request) !== "application/x-www-form-urlencoded") return new URLSearchParams();
  return new URLSearchParams(await readBody(request));
}

/**
 * Reads the JSON that a request carries.
 *
 * @throws AuthError `media_type_unknown`, `body_too_large` or `body_incomplete`
 */
export async function readJson(request: RequestWithBody): Promise<unknown> {
  if (mediaType(request) !== "application/json") {
    throw new AuthError("media_type_unknown", { hint: "expected application/json" });
  }
  const text = await readBody(request);
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AuthError("body_incomplete", { hint: "the body is not JSON", cause });
  }
}

function mediaType(request: RequestWithBody): string | undefined {
  return mediaTypeOf(header(request, "content-type"));
}

async function readBody({ body }: RequestWithBody): Promise<string> {
  if (body instanceof ReadableStream) return readText(body.getReader());
  const bytes = Buffer.from(body ?? "");
  if (bytes.length > MAXIMUM_BYTES) throw new AuthError("body_too_large");
  return bytes.toString();
}

async function readText(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  let late = false;
  // Cancelled, the reading ends as if the body did.
  const timer = setTimeout(() => {
    late = true;
    reader.cancel().catch(() => undefined);
  }, TIMEOUT);
  try {
    const text = await readAll(reader);
    if (!late) return text;
  } catch (cause) {
    if (cause instanceof AuthError) throw cause;
    throw new AuthError("body_incomplete", { hint: "the connection broke", cause });
  } finally {
    clearTimeout(timer);
  }
  throw new AuthError("body_incomplete", { hint: `the body took more than ${TIMEOUT} ms` });
}

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  /* oxlint-disable no-await-in-loop -- one chunk comes after the other */
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    bytes += value.byteLength;
    if (bytes > MAXIMUM_BYTES) {
      await reader.cancel();
      throw new AuthError("body_too_large");
    }
    text += decoder.decode(value, { stream: true });
  }
  /* oxlint-enable no-await-in-loop */
}
