/** A request of Fastify, whatever the types of its route and of its server. */
export interface FastifyRequestLike {
  readonly raw: object;
}

/** A reply of Fastify, whatever the types of its route and of its server. */
export interface FastifyReplyLike {
  code(status: number): unknown;
  header(name: string, value: string): unknown;
  send(payload?: string): unknown;
  then(sent: () => void, failed: (error: Error) => void): void;
}

/** Sends an answer of ours through Fastify, and waits until it has left: only then does Fastify run no other handler. */
export async function sendReply(response: Response, reply: FastifyReplyLike): Promise<void> {
  reply.code(response.status);
  for (const [name, value] of response.headers) if (name !== "set-cookie") reply.header(name, value);
  addReplyCookies(reply, response.headers.getSetCookie());
  // An empty text would get a content type.
  reply.send((await response.text()) || undefined);
  await reply;
}

/** Adds `Set-Cookie` headers to those that are already there. */
export function addReplyCookies(reply: FastifyReplyLike, cookies: readonly string[]): void {
  for (const cookie of cookies) reply.header("set-cookie", cookie);
}
