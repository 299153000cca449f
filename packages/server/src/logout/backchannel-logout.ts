import type { JWTPayload } from "jose";
import type { AuthContext } from "../auth-context.js";
import { CLOCK_TOLERANCE, now } from "../clock.js";
import { AuthError } from "../errors.js";
import { report, reportFailure } from "../events.js";
import { readForm, type RequestWithBody } from "../http/request-body.js";
import { json } from "../http/responses.js";
import { ofIssuer } from "../one-of-each.js";
import type { Provider } from "../provider/provider.js";
import { isPlainObject } from "../settings/members.js";

/** Seconds after which a logout token is too old. */
const MAXIMUM_AGE = 600;

const EVENT = "http://schemas.openid.net/event/backchannel-logout";

/**
 * Ends the sessions that the provider says are over (OpenID Connect Back-Channel Logout 1.0). It comes from the
 * provider's server, so that only the token proves anything.
 */
export async function backchannelLogout(request: RequestWithBody, first: AuthContext): Promise<Response> {
  const { reservations, sessionBackend, store } = first;
  const { logger } = first.settings;
  if (!store || !reservations)
    throw new AuthError("store_unavailable", { hint: "back-channel logout needs the option session.store" });
  try {
    const token = await opened((await readForm(request)).get("logout_token") ?? "", first);
    const { provider, scope } = senderOf(token, first);
    const { sub, sid, jti = "" } = (await checkLogoutToken(token, provider)) as LogoutClaims;
    const used = [...scope, jti];
    const isKnown = await store.read("logout-token", used);
    if (!isKnown)
      await sessionBackend.endAll(
        scope,
        sid === undefined ? { sub: sub ?? "" } : { sid, ...(sub !== undefined && { sub }) },
      );
    // Only now: a token whose work failed may come again. It is remembered for as long as it could be accepted.
    if (!(await reservations.take("logout-token", used, MAXIMUM_AGE + 3 * CLOCK_TOLERANCE)))
      throw refusal("jti was used before");
    report("backchannel_logout", {}, logger);
    return json({});
  } catch (error) {
    if (!(error instanceof AuthError) || error.fault !== "answer") throw error;
    logger.warn("logout_token_invalid", "A logout token was refused.", { hint: error.hint });
    reportFailure("backchannel_logout_refused", error, logger);
    return json({ error: "invalid_request" }, { status: 400 });
  }
}

/** Whose it is stands inside of one that is encrypted. The providers that encrypt have one key. */
function opened(token: string, first: AuthContext): Promise<string> {
  const encrypting = first.each.find(({ settings }) => settings.profile.idToken.encryption) ?? first;
  return encrypting.provider.decryptWhatIs(token, "logout_token_invalid");
}

/** Whose token it says it is, of which its signature is still to be the proof. */
function senderOf(token: string, first: AuthContext): AuthContext {
  if (first.each.length === 1) return first;
  const issuer = issuerOf(token);
  const sender = issuer === undefined ? undefined : ofIssuer(issuer, first);
  if (!sender) throw refusal("iss is none of the providers");
  return sender;
}

function issuerOf(token: string): string | undefined {
  try {
    const { iss } = JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as {
      iss?: unknown;
    };
    return typeof iss === "string" ? iss : undefined;
  } catch {
    return undefined;
  }
}

type LogoutClaims = JWTPayload & { readonly sid?: string };

/** Section 2.6, step by step. */
async function checkLogoutToken(token: string, provider: Provider): Promise<JWTPayload> {
  const { claims } = await provider.verify(token, {
    invalid: "logout_token_invalid",
    algorithms: provider.settings.idTokenAlgorithms,
    types: ["jwt", "logout+jwt"],
    required: ["iat", "exp", "jti", "events"],
  });
  const { events, iat = 0, nonce, sub, sid } = claims;
  const age = now() - iat;
  if (age < -CLOCK_TOLERANCE || age > MAXIMUM_AGE + CLOCK_TOLERANCE)
    throw refusal("iat is too old, or in the future: check the clocks");
  if (nonce !== undefined) throw refusal("it has a nonce: it is an ID token");
  if (!isPlainObject(events) || !isPlainObject(events[EVENT])) {
    throw refusal("events does not hold the event of a back-channel logout");
  }
  for (const value of [sub, sid])
    if (value !== undefined && typeof value !== "string") throw refusal("sub or sid is not a string");
  if (!sub && !sid) throw refusal("it has neither sub nor sid");
  return claims;
}

function refusal(hint: string, cause?: unknown): AuthError {
  return new AuthError("logout_token_invalid", { hint, cause });
}
