import { SignJWT } from "jose";
import * as v from "valibot";
import { now } from "../clock.js";
import { AuthError, mistake } from "../errors.js";
import { readCookies } from "../http/cookies.js";
import type { RequestParts } from "../http/request-parts.js";
import { ofSession } from "../one-of-each.js";
import { randomToken } from "../random.js";
import type { SessionContext } from "../session-context.js";
import { ownIssuer } from "../session/is-own.js";
import { asJson, type OwnData } from "../session/own-data.js";
import { expiresAt } from "../session/session-limits.js";
import type { SessionRecord } from "../session/session-record.js";
import { seconds, text } from "../settings/forms.js";
import { requireMembers, type Entries } from "../settings/members.js";
import {
  LONGEST_TOKEN,
  RESERVED_CLAIMS,
  subjectOf,
  TOKEN_ALGORITHM,
  TOKEN_TYPE,
  USUAL_TOKEN,
} from "./claims.js";

/** What a token is issued for. */
export interface IssueTokenOptions {
  /** Who is to accept it, as that service calls itself: `https://api.example.gouv.fr`. */
  readonly audience: string;
  /** Seconds that it is good: 3,600 at most. Default: 300. It never outlives the session. */
  readonly seconds?: number;
  /** What else it says, as JSON. Not who it is, nor what was proven: those claims are refused. */
  readonly claims?: OwnData;
}

/** A token for another service of the application. */
export interface IssuedToken {
  readonly token: string;
  /** Seconds since the epoch. */
  readonly expiresAt: number;
}

/** Characters of a token at most: it goes into a header, beside others. */
const MAXIMUM_LENGTH = 6_000;
const PLACE = "auth.issueToken()";

const entries = (): Entries => ({
  audience: text("must be the service that is to accept the token"),
  seconds: v.optional(
    v.pipe(seconds(1), v.maxValue(LONGEST_TOKEN, `must be ${LONGEST_TOKEN} seconds or less`)),
    USUAL_TOKEN,
  ),
  claims: v.optional(v.unknown()),
});

/**
 * Issues a short-lived token for the person of a request (RFC 9068): signed, and good without asking us again until it
 * expires, whatever becomes of the session meanwhile.
 *
 * @throws AuthError `not_authenticated`; `settings_invalid` without a key; `parameter_refused`; `store_unavailable`
 */
export async function issueToken(
  request: RequestParts,
  options: unknown,
  context: SessionContext,
): Promise<IssuedToken> {
  const { sessionBackend, settings } = context;
  const [newest] = settings.tokenKeys;
  if (!newest) throw mistake(`${PLACE} needs the setting tokenPrivateKey`, "settings_invalid");
  const asked = requireMembers(PLACE, options, entries()) as Required<IssueTokenOptions>;
  const own = readClaims(asked.claims);
  const session = await sessionBackend.read(readCookies(request));
  if (!session) throw new AuthError("not_authenticated");

  const expiry = Math.min(now() + asked.seconds, Math.floor(expiresAt(session, settings.session)));
  const token = await new SignJWT({ ...own, ...claimsOf(session, context) })
    .setProtectedHeader({ alg: TOKEN_ALGORITHM, kid: newest.kid, typ: TOKEN_TYPE })
    .setAudience(asked.audience)
    .setIssuedAt(now())
    .setExpirationTime(expiry)
    .setJti(randomToken())
    .sign(newest.key);
  if (token.length > MAXIMUM_LENGTH) throw mistake(`${PLACE}: the claims are too large`);
  return { token, expiresAt: expiry };
}

function readClaims(given: unknown): OwnData {
  if (given === undefined) return {};
  const claims = asJson(PLACE, given);
  const reserved = Object.keys(claims).filter((name) => RESERVED_CLAIMS.includes(name));
  if (reserved.length > 0) throw mistake(`${PLACE}: claims may not hold ${reserved.join(", ")}`);
  return claims;
}

/** Who it is, and what the login proved. */
function claimsOf(session: SessionRecord, context: SessionContext): Record<string, unknown> {
  const { user } = session;
  const { acr, acrProven, time } = user.authentication;
  const issuer = ownIssuer(context.settings);
  const provider = ofSession(session, context)?.settings.profile.id ?? user.provider;
  return {
    iss: issuer,
    sub: subjectOf(provider, user.sub),
    provider,
    // The application itself asked for it.
    client_id: issuer,
    ...(acrProven && acr !== undefined && { acr }),
    ...(time !== undefined && { auth_time: time }),
  };
}
