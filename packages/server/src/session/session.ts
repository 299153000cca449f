import type { User } from "@moncomptepro/profiles";
import { now } from "../clock.js";
import type { ClientScope } from "../sealing/client-scope.js";

/**
 * A logged-in person, from the callback to the logout. Times are in seconds since the epoch. What a thief could use (the
 * identifier and the tokens) is not enumerable: neither `JSON.stringify` nor `util.inspect` nor a copy shows it.
 */
export interface Session<U extends User = User> {
  readonly id: string;
  readonly user: U;
  /** The raw claims named in `keepClaims`. */
  readonly claims?: Readonly<Record<string, unknown>>;
  /** Identifier of the provider's own session (`sid`), where it sends one. */
  readonly sid?: string;
  /** What the hook `onLogin` put there. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Kept only where the provider's logout wants it as a hint. */
  readonly idToken?: string;
  /** Kept only with `keepRefreshToken`: what a refresh takes, the nonce of the login to compare with (OIDC Core 12.2). */
  readonly refresh?: { readonly token: string; readonly nonce: string };
  /** What its login had to prove: one of the levels, and an authentication of at most so many seconds ago. */
  readonly provenFor?: { readonly acr?: readonly string[]; readonly maxAge?: number };
  /** When it ends because a new login took its place. */
  readonly endsAt?: number;
  readonly createdAt: number;
  /** When its idle time began to count. */
  readonly renewedAt: number;
}

/** A session as it is kept, with what only we read. */
export interface SessionRecord extends Session {
  /** Where it was made: it opens only there. */
  readonly client: ClientScope;
  /** What had ended before it began: see `Epochs`. */
  readonly epochs?: readonly string[];
  /** Counts the changes since the login. */
  readonly version?: number;
}

/** How long sessions last, in seconds. */
export interface SessionLimits {
  readonly idle: number;
  readonly absolute: number;
}

/**
 * Seconds that a session lives on after a new login took its place: requests that were already on their way with it are
 * answered, and ten tabs that log in at the same moment do not put each other out.
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
 * Whether it is time to count its idle time anew: a quarter of it has passed. Never for a session whose place a new login
 * took.
 */
export function isDue({ renewedAt, endsAt }: Session, { idle }: SessionLimits): boolean {
  return endsAt === undefined && now() - renewedAt >= idle / 4;
}

/** Says whether two records are of the same client. */
export function isOf({ client }: Pick<SessionRecord, "client">, scope: ClientScope): boolean {
  return (
    Array.isArray(client) &&
    client.length === scope.length &&
    client.every((part, index) => part === scope[index])
  );
}
