import {
  createLocalJWKSet,
  createRemoteJWKSet,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
} from "jose";
import * as v from "valibot";
import { CLOCK_TOLERANCE } from "./clock.js";
import { AuthError } from "./errors.js";
import { BoundedMap } from "./memory/bounded-map.js";
import { withoutSlash } from "./same-issuer.js";
import { address } from "./settings/addresses.js";
import { text } from "./settings/forms.js";
import { requireMembers } from "./settings/members.js";
import { LONGEST_TOKEN, subjectOf, TOKEN_ALGORITHM, TOKEN_TYPE } from "./tokens/claims.js";

export { AuthError } from "./errors.js";
export type { ErrorCode, Fault } from "./error-codes.js";

/** Which tokens are accepted. */
export interface VerifyTokenOptions {
  /** Base URL of the application that issues them. */
  readonly issuer: string;
  /** What this service is called in them. */
  readonly audience: string;
  /** Where the keys are, or the keys themselves. Default: `/auth/jwks` under the issuer. */
  readonly jwks?: string | JSONWebKeySet;
}

/** Whose request it is. */
export interface VerifiedToken {
  /** Which login it was: the provider's id, or a login of the application's own. */
  readonly provider: string;
  /** Who it is there: with {@link provider} the stable identity. */
  readonly sub: string;
  /** Identifier of the token. */
  readonly id: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
  /** Everything that the token says. */
  readonly claims: JWTPayload;
}

const MAXIMUM_LENGTH = 16_384;
const PLACE = "verifyToken()";
const keySet = () =>
  v.custom<JSONWebKeySet>(
    (value) => typeof value === "object" && value !== null && Array.isArray((value as JSONWebKeySet).keys),
    "must be a JWK set",
  );
type KeySource = ReturnType<typeof createRemoteJWKSet>;

/** Keys that were fetched, by their address: jose keeps them, and asks again for a name that it does not know. */
const sources = new BoundedMap<KeySource>({ entries: 100 });

/**
 * Verifies a token of `auth.issueToken()`, in a service of its own: the signature, who issued it, for whom, until when.
 *
 * @example
 * const { provider, sub, claims } = await verifyToken(bearer, {
 *   issuer: "https://app.example.gouv.fr",
 *   audience: "https://api.example.gouv.fr",
 * });
 *
 * @throws AuthError `token_invalid`; `token_keys_unavailable` when the application's keys cannot be fetched;
 *   `parameter_refused`
 */
export async function verifyToken(token: string, options: VerifyTokenOptions): Promise<VerifiedToken> {
  const { issuer, audience, jwks } = requireMembers(PLACE, options, {
    issuer: address("the base URL of the application", "https://app.example.gouv.fr"),
    audience: text("must be what this service is called in its tokens"),
    jwks: v.optional(
      v.union([keySet(), address("where the keys are", "https://app.example.gouv.fr/auth/jwks")]),
    ),
  }) as unknown as VerifyTokenOptions;
  const base = withoutSlash(issuer);
  const keys = keysOf(jwks ?? `${base}/auth/jwks`);
  if (typeof token !== "string" || token.length > MAXIMUM_LENGTH)
    throw new AuthError("token_invalid", { hint: "it is no text, or too long" });
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer: base,
      audience,
      algorithms: [TOKEN_ALGORITHM],
      typ: TOKEN_TYPE,
      clockTolerance: CLOCK_TOLERANCE,
      maxTokenAge: LONGEST_TOKEN,
      requiredClaims: ["sub", "exp", "iat", "jti", "provider", "client_id"],
    });
    return verified(payload);
  } catch (cause) {
    if (cause instanceof AuthError) throw cause;
    const isAway = !(cause instanceof errors.JOSEError) || AWAY.has(cause.code);
    const hint = String(cause);
    throw new AuthError(isAway ? "token_keys_unavailable" : "token_invalid", { hint, cause });
  }
}

/** What jose says when it could not get the keys. */
const AWAY: ReadonlySet<string> = new Set(["ERR_JWKS_TIMEOUT", "ERR_JWKS_INVALID", "ERR_JOSE_GENERIC"]);

function verified(claims: JWTPayload): VerifiedToken {
  // Signed, and all the same of any type: jose looks at the times alone.
  const {
    sub: subject,
    provider,
    jti: id,
    exp: expiresAt = 0,
  }: Record<string, unknown> & JWTPayload = claims;
  if (!isText(subject) || !isText(provider) || !isText(id))
    throw new AuthError("token_invalid", { hint: "sub, provider or jti is no text" });
  const start = subjectOf(provider, "");
  if (!subject.startsWith(start))
    throw new AuthError("token_invalid", { hint: "its subject is not of its provider" });
  return { provider, sub: subject.slice(start.length), id, expiresAt, claims };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function keysOf(jwks: string | JSONWebKeySet): KeySource | ReturnType<typeof createLocalJWKSet> {
  if (typeof jwks !== "string") return createLocalJWKSet(jwks);
  const known = sources.get(jwks);
  if (known) return known;
  const source = createRemoteJWKSet(new URL(jwks));
  sources.set(jwks, source);
  return source;
}
