import { now } from "../clock.js";
import type { Session } from "./session.js";

/** How long sessions last, in seconds. */
export interface SessionLimits {
  readonly idle: number;
  readonly absolute: number;
}

/**
 * Seconds that a session lives on after a new login took its place: requests that were already on their way with it are
 * answered, and ten tabs that log in at the same moment do not log each other out.
 */
export const GRACE = 30;

/** When a session ends, unless a request renews it. */
export function expiresAt(
  session: Pick<Session, "createdAt" | "renewedAt" | "endsAt">,
  { idle, absolute }: SessionLimits,
): number {
  const { createdAt, renewedAt, endsAt = Infinity } = session;
  return Math.min(renewedAt + idle, createdAt + absolute, endsAt);
}

/**
 * Whether the idle time must start again: a quarter of it has passed. Never for a session whose place a new login
 * took.
 */
export function isDue({ renewedAt, endsAt }: Session, { idle }: SessionLimits): boolean {
  return endsAt === undefined && now() - renewedAt >= idle / 4;
}
