import type { IncomingMessage, ServerResponse } from "node:http";

/** A few short members: more is a mistake, or an attack. */
const LIMIT_IN_BYTES = 16_384;

/** The request cannot be answered, with the status that says why. */
export class ControlError extends Error {
  override readonly name = "ControlError";
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

/**
 * Reads an object in JSON. Its type must say so: no form of another site can send that type without asking first.
 *
 * @throws ControlError when it is something else, or too long
 */
export async function readJson(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const [type] = (request.headers["content-type"] ?? "").split(";");
  if (type?.trim().toLowerCase() !== "application/json") {
    throw new ControlError(415, "the content type must be application/json");
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    // Read to its end all the same: who is still sending does not hear the answer.
    if (size <= LIMIT_IN_BYTES) chunks.push(chunk);
  }
  if (size > LIMIT_IN_BYTES) throw new ControlError(413, `more than ${LIMIT_IN_BYTES} bytes`);
  const value = parse(Buffer.concat(chunks).toString("utf8"));
  if (typeof value === "object" && value !== null && !Array.isArray(value)) {
    return value as Record<string, unknown>;
  }
  throw new ControlError(400, "an object in JSON was expected");
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ControlError(400, "an object in JSON was expected");
  }
}

export function sendJson(response: ServerResponse, status: number, content: unknown): void {
  response.writeHead(status, {
    "Content-Type": "application/json; charset=utf-8",
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
  });
  response.end(content === undefined ? undefined : JSON.stringify(content));
}
