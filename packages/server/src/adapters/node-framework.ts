import type { ServerResponse } from "node:http";
import onHeaders from "on-headers";
import type { Auth as Core } from "../create-auth.js";
import type { Framework } from "./framework-description.js";
import { parts, send, whole, type NodeRequest } from "./node-request.js";
import type { AnswerHeaders } from "./personal-answer.js";

/** Node's own requests and responses, and those of the frameworks that extend them. */
export const nodeFramework: Framework<[request: NodeRequest, response: ServerResponse], void> = {
  contextLength: 2,
  parts: ([request]) => parts(request),
  key: (request) => request,
  answers: (given): given is [NodeRequest, ServerResponse] => given[1] !== undefined,
  send: (response, [, outgoing]) => send(response, outgoing),
  forbidCaching: ([, outgoing]) => void outgoing.setHeader("cache-control", "no-store"),
  beforeHeaders: (change, [, outgoing]) => changeBeforeHeaders(outgoing, change),
};

/** Has the headers of a response of Node changed when they are written. */
export function changeBeforeHeaders(
  outgoing: ServerResponse,
  change: (headers: AnswerHeaders) => void,
): void {
  onHeaders(outgoing, () =>
    change({
      get: (name) => outgoing.getHeader(name),
      set: (name, value) => void outgoing.setHeader(name, value),
      remove: (name) => outgoing.removeHeader(name),
      addCookie: (cookie) => void outgoing.appendHeader("set-cookie", cookie),
    }),
  );
}

/** Says whether a request is one to our routes. */
export function isOurs(core: Pick<Core, "owns">, request: NodeRequest): boolean {
  return core.owns(parts(request));
}

/** Answers a request to one of our routes. */
export async function answer(
  core: Pick<Core, "handler">,
  request: NodeRequest,
  response: ServerResponse,
): Promise<void> {
  const ours = await core.handler(whole(request));
  if (ours) await send(ours, response);
}
