import type { Context } from "hono";
import type { AnswerHeaders } from "./personal-answer.js";

/** The request as it came, also when the form in it was read already. */
export async function unreadRequest({ req }: Context): Promise<Request> {
  if (!req.raw.bodyUsed) return req.raw;
  const { method, url, headers } = req.raw;
  return new Request(url, { method, headers, body: await readBody(req) });
}

async function readBody(req: Context["req"]): Promise<URLSearchParams | string> {
  if (!req.bodyCache.formData) return req.text();
  const form = new URLSearchParams();
  // Our forms hold no files.
  for (const [name, value] of await req.formData()) if (typeof value === "string") form.append(name, value);
  return form;
}

type Change = (headers: AnswerHeaders) => void;

/** The changes that wait for the answer, by request. */
const waiting = new WeakMap<Context, Change[]>();

/** Answers through what stands behind a middleware of ours, then makes the changes that wait for the answer. */
export async function withChanges(
  c: Context,
  answer: () => Promise<Response | void>,
): Promise<Response | void> {
  // An outer middleware of ours makes them: the later, the better.
  if (waiting.has(c)) return answer();
  const changes: Change[] = [];
  waiting.set(c, changes);
  try {
    return await answer();
  } finally {
    waiting.delete(c);
    for (const change of changes) change(headersOf(c));
  }
}

/** Has the headers changed once the handlers have answered: Hono drops what was set before when one gives a plain Response. */
export function changeWhenAnswered(c: Context, change: Change): void {
  const changes = waiting.get(c);
  if (changes) changes.push(change);
  // No middleware of ours stands before this handler.
  else change(headersOf(c));
}

function headersOf(c: Context): AnswerHeaders {
  return {
    get: (name) => (c.finalized ? (c.res.headers.get(name) ?? undefined) : undefined),
    set: (name, value) => c.header(name, value),
    remove: (name) => c.header(name, undefined),
    addCookie: (cookie) => c.header("set-cookie", cookie, { append: true }),
  };
}
