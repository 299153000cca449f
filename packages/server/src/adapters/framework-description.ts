import type { RequestParts } from "../http/request-parts.js";
import type { AnswerHeaders } from "./personal-answer.js";

/** What a framework gives to a handler: a request and a response, or both in one. */
export type HandlerContext = readonly [request: object, response?: object];

/**
 * What differs between frameworks. An adapter is one of these, its guard and its `createAuth`.
 *
 * @typeParam C - what a handler gets
 * @typeParam Answer - what a handler gives once it has answered
 */
export interface Framework<C extends HandlerContext, Answer> {
  /** How many parameters a handler gets that count: our methods take them first. */
  readonly contextLength: C["length"];
  /** What the core reads of the request: method, address, headers. */
  parts(context: C): RequestParts;
  /** What stays the same from the guard to the handler. */
  key(request: C[0] | RequestParts): object;
  /** Says whether there is an answer to write to: a request alone has none, for example that of a WebSocket upgrade. */
  answers(given: C | readonly [request: RequestParts]): given is C;
  /** Answers with a response of ours. */
  send(response: Response, context: C): Answer | Promise<Answer>;
  /** Has the application's own answer kept by no cache, unless the application says how afterwards. */
  forbidCaching(context: C): void;
  /** Has the headers of the application's own answer changed once, at the moment when they are written. */
  beforeHeaders(change: (headers: AnswerHeaders) => void, context: C): void;
}
