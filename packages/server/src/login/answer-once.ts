import type { AuthContext } from "../auth-context.js";
import { now } from "../clock.js";
import { withSetCookie, type Cookies } from "../http/cookies.js";
import { query, type RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { nodeCrypto } from "../node-crypto.js";
import { clientScope } from "../sealing/scopes.js";

/** Seconds that an answer is kept for the same callback. */
const KEPT = 30;
/** Seconds after a callback came to another instance within which its answer may still come. */
const FRESH = 10;
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
 *
 * @returns undefined when this browser has no transaction of this state
 */
export function callbackKey(
  request: RequestParts,
  cookies: Cookies,
  { transactions }: Pick<AuthContext, "transactions">,
): CallbackKey | undefined {
  const parameters = query(request);
  const sealed = transactions.sealed(parameters.get("state") ?? "", cookies);
  if (sealed === undefined) return undefined;
  const text = JSON.stringify([sealed, parameters.toString()]);
  return nodeCrypto().createHash("sha256").update(text).digest("base64url");
}

/**
 * Answers a callback once: when it comes again in this process it waits for the first answer, and gets the same. Later
 * on, or once the session has ended, it is answered for itself.
 */
export async function answerOnce(
  key: CallbackKey,
  cookies: Cookies,
  { memory: { callbackAnswers }, sessionBackend }: AuthContext,
  answer: () => Promise<Response>,
): Promise<Response> {
  const earlier = callbackAnswers.get(key);
  if (earlier && now() <= earlier.until) {
    const response = await earlier.response;
    return (await isOver(response, cookies, sessionBackend)) ? answer() : response.clone();
  }
  const made = { response: answer(), until: Infinity };
  callbackAnswers.set(key, made);
  try {
    const response = await made.response;
    made.until = now() + KEPT;
    return response.clone();
  } catch (error) {
    // It may be tried again.
    callbackAnswers.delete(key);
    throw error;
  }
}

/** Says whether the session that an answer begins has ended since. */
async function isOver(
  response: Response,
  cookies: Cookies,
  sessionBackend: AuthContext["sessionBackend"],
): Promise<boolean> {
  const setCookie = response.headers.getSetCookie();
  const begins = setCookie.some((each) => /^[^=]*\.session=[^;]/.test(each));
  return begins && !(await sessionBackend.read(withSetCookie(cookies, setCookie)));
}

/** Lets the other instances know how a callback was answered. Not waited for: it serves the second one alone. */
export function shareAnswer(key: CallbackKey, response: Response, { settings, store }: AuthContext): void {
  const location = response.headers.get("location");
  const answer: SharedAnswer = location ? { location, setCookie: response.headers.getSetCookie() } : {};
  store?.write("answer", [...clientScope(settings), key], answer, KEPT).catch(() => undefined);
}

/**
 * The answer that another instance gave, or is about to give, to the same callback.
 *
 * @param takenAt - when that instance took the transaction, in seconds since the epoch
 * @returns undefined when it led nowhere, or its session has ended since
 */
export async function answerElsewhere(
  key: CallbackKey,
  takenAt: number | undefined,
  cookies: Cookies,
  { settings, sessionBackend, store }: AuthContext,
): Promise<Response | undefined> {
  if (!store || takenAt === undefined || now() - takenAt > KEPT) return undefined;
  const subject = [...clientScope(settings), key];
  const tries = now() - takenAt > FRESH ? 1 : PATIENCE / PAUSE;
  /* oxlint-disable no-await-in-loop -- one look after the other */
  for (let look = 0; look < tries; look += 1) {
    const found = (await store.read("answer", subject))?.content as SharedAnswer | undefined;
    if (found) {
      if (found.location === undefined) return undefined;
      const response = seeOther(found.location, found.setCookie);
      return (await isOver(response, cookies, sessionBackend)) ? undefined : response;
    }
    await new Promise((resolve) => {
      setTimeout(resolve, PAUSE);
    });
  }
  /* oxlint-enable no-await-in-loop */
  return undefined;
}
