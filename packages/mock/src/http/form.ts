import type { IncomingMessage } from "node:http";

/** Forms of a few short fields: more is a mistake, or an attack. */
const LIMIT_IN_BYTES = 16_384;

/** The request's body is not a form, or too long to be one of ours. */
export class FormError extends Error {
  override readonly name = "FormError";
  readonly status: 413 | 415;

  constructor(status: 413 | 415, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads a form as browsers send it. Of a form that is too long the rest is read too, and dropped: a connection closed
 * with unread bytes is reset, and the answer lost.
 *
 * @throws FormError when the body is something else, or too long
 */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  const [type] = (request.headers["content-type"] ?? "").split(";");
  if (type?.trim().toLowerCase() !== "application/x-www-form-urlencoded") {
    throw new FormError(415, "a form was expected");
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size <= LIMIT_IN_BYTES) chunks.push(chunk);
  }
  if (size > LIMIT_IN_BYTES) throw new FormError(413, "the form is too long");
  return new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
}
