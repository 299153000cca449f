import { AuthError } from "../errors.js";

/** Far above any form of ours, far below what would hurt. */
const MAXIMUM_BYTES = 16_384;

/**
 * Reads the form that a request carries; empty when it carries another kind of body.
 *
 * @throws AuthError `body_too_large` or `body_incomplete`
 */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) return new URLSearchParams();
  return new URLSearchParams(await readText(request));
}

async function readText(request: Request): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  try {
    for await (const chunk of request.body ?? []) {
      bytes += chunk.byteLength;
      if (bytes > MAXIMUM_BYTES) throw new AuthError("body_too_large");
      text += decoder.decode(chunk, { stream: true });
    }
  } catch (cause) {
    if (cause instanceof AuthError) throw cause;
    throw new AuthError("body_incomplete", { hint: "the connection was cut", cause });
  }
  return text + decoder.decode();
}
