import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { seeOther } from "../http/responses.js";
import { nodeCrypto } from "../node-crypto.js";
import { pause } from "../pause.js";
import type { BroughtTransaction } from "./transactions.js";

/** Seconds that an answer is kept for an instance that waits for it. */
const KEPT = 10;
/** Milliseconds that the answer of another instance is waited for, and between two looks for it. */
const PATIENCE = 5_000;
const PAUSE = 100;

/** Names one callback of one browser. */
export type CallbackKey = string;

/** What the store holds of an answer that leads on; nothing of another one. */
interface SharedAnswer {
  readonly location?: string;
  readonly setCookie?: readonly string[];
}

/**
 * What the same callback is known by when it comes a second time, from a double click, the browser's own retry or a
 * scanner of links: its parameters and the cookie of its transaction. Without the cookie an address opens nothing.
 */
export function callbackKey({ sealed }: BroughtTransaction, parameters: URLSearchParams): CallbackKey {
  const text = JSON.stringify([sealed, parameters.toString()]);
  return nodeCrypto().createHash("sha256").update(text).digest("base64url");
}

/**
 * Answers a callback once: when it comes again in this process before it was answered, it waits, and gets the same. Later
 * on it is answered for itself: a transaction is finished once, and a cookie that was copied opens no session.
 */
export async function answerOnce(
  key: CallbackKey,
  { memory: { callbackAnswers } }: Pick<AuthContext, "memory">,
  answer: () => Promise<Response>,
): Promise<Response> {
  const earlier = callbackAnswers.get(key);
  if (earlier) return (await earlier).clone();
  const made = answer();
  callbackAnswers.set(key, made);
  try {
    return (await made).clone();
  } finally {
    callbackAnswers.delete(key);
  }
}

/** Lets the other instances know how a callback was answered. Not waited for: it serves the second one alone. */
export function shareAnswer(key: CallbackKey, response: Response, { scope, store }: AuthContext): void {
  const location = response.headers.get("location");
  const answer: SharedAnswer = location ? { location, setCookie: response.headers.getSetCookie() } : {};
  store?.write("answer", [...scope, key], answer, KEPT).catch(() => undefined);
}

/**
 * The answer that another instance is about to give to the same callback. One that was given before this came is no
 * answer to it.
 *
 * @param takenAt - when that instance took the transaction, in seconds since the epoch
 * @returns undefined when it led nowhere
 */
export async function answerElsewhere(
  key: CallbackKey,
  takenAt: number | undefined,
  { scope, store }: Pick<AuthContext, "scope" | "store">,
): Promise<Response | undefined> {
  if (!store || takenAt === undefined || now() - takenAt > KEPT) return undefined;
  const subject = [...scope, key];
  /* oxlint-disable no-await-in-loop -- one look after the other */
  for (let look = 0; look <= PATIENCE / PAUSE; look += 1) {
    const found = (await store.read("answer", subject))?.content as SharedAnswer | undefined;
    if (found) return look > 0 && found.location ? seeOther(found.location, found.setCookie) : undefined;
    await pause(PAUSE);
  }
  /* oxlint-enable no-await-in-loop */
  return undefined;
}
