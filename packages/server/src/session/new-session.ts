import { now } from "../clock.js";
import { randomToken } from "../random.js";
import type { SessionRecord } from "./session.js";

/** What a login gives to its session. */
export type SessionContent = Omit<SessionRecord, "id" | "createdAt" | "renewedAt" | "version">;

/** A session with an identifier of its own, whatever was there before (OWASP: session fixation). */
export function newSession(content: SessionContent): SessionRecord {
  const time = now();
  return { id: randomToken(), ...content, createdAt: time, renewedAt: time };
}
