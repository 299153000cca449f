import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { RequestWithBody } from "../http/request-body.js";
import type { RequestParts } from "../http/request-parts.js";

/** A Node request, perhaps with a body that the framework parsed and the address that it was mounted under. */
export type NodeRequest = IncomingMessage & { readonly body?: unknown; readonly originalUrl?: string };

/**
 * What the core reads of a request, with the address as the browser sent it, whatever the framework cut off. Nothing is
 * read in advance: Express changes the prototype of each request, so that V8 must search for each property anew.
 */
class NodeRequestParts implements RequestParts {
  readonly #request: NodeRequest;

  constructor(request: NodeRequest) {
    this.#request = request;
  }

  get method(): string {
    return this.#request.method ?? "GET";
  }

  get url(): string {
    return this.#request.originalUrl ?? this.#request.url ?? "/";
  }

  get headers(): IncomingHttpHeaders {
    return this.#request.headers;
  }
}

export function parts(request: NodeRequest): RequestParts {
  return new NodeRequestParts(request);
}

/** The same request with its body, for our own routes. */
export function whole(request: NodeRequest): RequestWithBody {
  const { method, url, headers } = parts(request);
  return { method, url, headers, ...(method !== "GET" && method !== "HEAD" && { body: bodyOf(request) }) };
}

/** Headers that the application may have set too: what it varies with, its own cookies. */
const ADDED = ["vary", "set-cookie"];

/** Sends an answer of ours through Node. Headers that are already there, for example of helmet, give way to ours. */
export async function send(response: Response, outgoing: ServerResponse): Promise<void> {
  outgoing.statusCode = response.status;
  for (const [name, value] of response.headers) {
    if (ADDED.includes(name)) outgoing.appendHeader(name, value);
    else outgoing.setHeader(name, value);
  }
  // The rest of a body that is not read would be taken for the next request on the same connection.
  if (!outgoing.req.complete) outgoing.setHeader("connection", "close");
  outgoing.end(response.body ? await response.text() : undefined);
}

function bodyOf(request: NodeRequest): NonNullable<RequestWithBody["body"]> {
  const { body } = request;
  // Reading only a part must leave the connection open, or the answer that says so would never arrive.
  if (body === undefined) return unread(request);
  if (typeof body === "string" || body instanceof Uint8Array) return body;
  if (request.headers["content-type"]?.includes("json")) return JSON.stringify(body);
  // A parsed form. Whatever else a parser made is no form of ours.
  const fields = typeof body === "object" && body !== null ? Object.entries(body) : [];
  const texts = fields.filter((field): field is [string, string] => typeof field[1] === "string");
  return new URLSearchParams(texts).toString();
}

function unread(request: NodeRequest): ReadableStream<Uint8Array> {
  const chunks = request.iterator({ destroyOnReturn: false }) as AsyncIterator<Uint8Array>;
  const source = {
    async pull(controller: ReadableStreamDefaultController<Uint8Array>): Promise<void> {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    cancel(): void {
      // Not waited for: the next chunk may never come. What still comes is thrown away.
      chunks.return?.().then(
        () => request.resume(),
        () => undefined,
      );
    },
  };
  // Nothing is read in advance: Node throws away a body whose reading has not begun.
  return new ReadableStream(source, { highWaterMark: 0 });
}
