import type { Asked } from "./authorization-request.js";

/** One login transaction, from the redirect to the provider until its answer. */
export interface Transaction {
  readonly state: string;
  readonly nonce: string;
  /** PKCE verifier, where the provider takes one. */
  readonly verifier?: string;
  readonly returnTo: string;
  /** Seconds since the epoch. */
  readonly startedAt: number;
  readonly asked: Asked;
}
