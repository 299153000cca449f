import type { Redeemed } from "../refresh/redeemed.js";
import type { SessionRecord } from "../session/session-record.js";
import { BoundedMap } from "./bounded-map.js";
import { Remembered } from "./remembered.js";

/**
 * What this process knows of sessions and transactions beyond what cookies and the store say. It is one for all
 * `createAuth()` of the process, also where a bundler made several copies of this module: what one of them ended is
 * over for the others. Every key is random and 32 characters long at least, so that applications do not meet in it.
 */
export interface ProcessMemory {
  readonly endedSessions: Remembered;
  readonly finishedTransactions: Remembered;
  /** Answers to callbacks that are being made: see `answerOnce`. */
  readonly callbackAnswers: Map<string, Promise<Response>>;
  /** Sessions in cookies that changed, for requests that are still on their way with the previous cookie. */
  readonly changedSessions: BoundedMap<SessionRecord>;
  /** The refresh tokens that are being redeemed, each by its client and itself. */
  readonly redemptions: Map<string, Promise<Redeemed>>;
  /** The next token of each one that was redeemed lately. */
  readonly redeemedTokens: BoundedMap<string>;
}

const PLACE = Symbol.for("@moncomptepro/server/memory/1");
const MAXIMUM_SESSIONS = 1000;

export function processMemory(): ProcessMemory {
  const place = globalThis as { [PLACE]?: ProcessMemory };
  return (place[PLACE] ??= {
    endedSessions: new Remembered(),
    finishedTransactions: new Remembered(),
    callbackAnswers: new Map(),
    changedSessions: new BoundedMap({ entries: MAXIMUM_SESSIONS }),
    redemptions: new Map(),
    redeemedTokens: new BoundedMap({ entries: MAXIMUM_SESSIONS }),
  });
}
