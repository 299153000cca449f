import { channel } from "node:diagnostics_channel";
import type { Logger } from "./logger.js";

/**
 * No event holds personal data: it says what happened, and not to whom. `user_changed` follows a login that was to go on
 * from a session, for a step-up or another organisation, and came back as another person. `logout` has `incomplete: true` when the
 * session could not be ended in the store.
 */
export type SecurityEvent = "login_succeeded" | "user_changed" | "logout" | "backchannel_logout";

const subscribers = channel("moncomptepro");

/**
 * Reports a security event: a line at level `info`, and a message on the channel `moncomptepro` of
 * `node:diagnostics_channel` for tracing.
 */
export function report(
  event: SecurityEvent,
  details: Readonly<Record<string, unknown>>,
  logger: Logger,
): void {
  logger.info(event, details);
  if (subscribers.hasSubscribers) subscribers.publish({ event, ...details });
}
