import { randomBytes } from "node:crypto";
import type { Asked } from "./authorization-request.js";

/** One login attempt, from the redirect to the provider until its answer. */
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

/** 32 characters, the least that ProConnect's documentation wants for `state` and `nonce`. */
export function randomToken(): string {
  return randomBytes(24).toString("base64url");
}

/** 43 characters, the least that PKCE allows (RFC 7636 section 4.1). */
export function randomVerifier(): string {
  return randomBytes(32).toString("base64url");
}
