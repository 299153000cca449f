import type { ServerResponse } from "node:http";

/** A request of Fastify, whatever the types of its route and of its server. */
export interface FastifyRequestLike {
  readonly raw: object;
}

/** A reply of Fastify, whatever the types of its route and of its server. */
export interface FastifyReplyLike {
  readonly raw: ServerResponse;
  code(status: number): unknown;
  getHeader(name: string): unknown;
  header(name: string, value: string): unknown;
  send(payload?: string): unknown;
  then(sent: () => void, failed: (error: Error) => void): void;
}

/** Sends an answer of ours through Fastify, and waits until it has left: only then does Fastify run no other handler. */
export async function sendReply(response: Response, reply: FastifyReplyLike): Promise<void> {
  reply.code(response.status);
  const varied = reply.getHeader("vary");
  for (const [name, value] of response.headers) reply.header(name, value);
  // What the application varies its answers with stays.
  if (typeof varied === "string") reply.header("vary", `${varied}, ${response.headers.get("vary") ?? ""}`);
  // An empty text would get a content type.
  reply.send((await response.text()) || undefined);
  await reply;
}
