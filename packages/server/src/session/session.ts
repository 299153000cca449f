import type { User } from "@moncomptepro/profiles";

/**
 * A logged-in person, from the callback to the logout. Times are in seconds since the epoch. What a thief could use
 * (the identifier and the tokens) is not enumerable: neither `JSON.stringify` nor `util.inspect` nor a copy shows it.
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
  /**
   * Kept only with `keepRefreshToken`: what a refresh takes, the nonce of the login to compare with (OIDC Core 12.2).
   */
  readonly refresh?: { readonly token: string; readonly nonce: string };
  /** Kept only with `keepAccessToken`: opens the provider's own services until then, in seconds since the epoch. */
  readonly access?: { readonly token: string; readonly expiresAt: number };
  /** What its login had to prove: one of these levels, and an authentication that is at most this many seconds old. */
  readonly provenFor?: { readonly acr?: readonly string[]; readonly maxAge?: number };
  /** When it ends because a new login took its place. */
  readonly endsAt?: number;
  readonly createdAt: number;
  /** When its idle time began to count. */
  readonly renewedAt: number;
}
