import type { SessionRecord } from "../session/session-record.js";
import type { RefreshAnswer } from "./redeem-refresh-token.js";

/** A session that can be refreshed. */
export type Refreshable = SessionRecord & Required<Pick<SessionRecord, "refresh">>;

/** What came for a refresh token. */
export interface Redeemed {
  readonly answer: RefreshAnswer;
  /** The session that holds the next token. */
  readonly session: Refreshable;
}
