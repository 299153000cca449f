import { now } from "../clock.js";
import { randomToken } from "../random.js";
import type { Session } from "./session.js";

/** A session with an identifier of its own, whatever was there before (OWASP: session fixation). */
export function newSession(content: Omit<Session, "id" | "createdAt" | "renewedAt">): Session {
  const time = now();
  return { id: randomToken(), ...content, createdAt: time, renewedAt: time };
}
