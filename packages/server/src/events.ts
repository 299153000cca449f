import { channel } from "node:diagnostics_channel";
import { AuthError } from "./errors.js";
import type { Log } from "./logger.js";

/**
 * No event holds personal data: it says what happened, and not to whom. `user_changed` follows a login that was to go on
 * from a session, for a step-up or another organisation, and came back as another person. `logout` has `incomplete: true` when the
 * session could not be ended in the store. The failures, `login_failed`, `refresh_failed`, `access_refused` and
 * `backchannel_logout_refused`, have the `code` of the error and whose `fault` it is. `access_refused` is a guard that did
 * not let a logged-in person through, where a login with more proof follows too.
 */
export type SecurityEvent =
  | "login_succeeded"
  | "login_failed"
  | "refresh_failed"
  | "access_refused"
  | "user_changed"
  | "logout"
  | "backchannel_logout"
  | "backchannel_logout_refused";

const subscribers = channel("moncomptepro");

/**
 * Reports a security event: a line at level `info`, and a message on the channel `moncomptepro` of
 * `node:diagnostics_channel` for tracing.
 */
export function report(event: SecurityEvent, details: Readonly<Record<string, unknown>>, logger: Log): void {
  logger.info(event, details);
  if (subscribers.hasSubscribers) subscribers.publish({ event, ...details });
}

/** Reports that something failed. What was caught may hold anything: of an error of ours, only its names are told. */
export function reportFailure(event: SecurityEvent, error: unknown, logger: Log): void {
  const { code, fault } = error instanceof AuthError ? error : new AuthError("internal_error");
  report(event, { code, fault }, logger);
}
