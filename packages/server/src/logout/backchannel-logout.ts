import type { JWTPayload } from "jose";
import type { AuthContext } from "../auth-context.js";
import { CLOCK_TOLERANCE, now } from "../clock.js";
import { AuthError } from "../errors.js";
import { report } from "../events.js";
import { readForm, type RequestWithBody } from "../http/request-body.js";
import { json } from "../http/responses.js";
import type { Provider } from "../provider/provider.js";
import { ownerOf } from "../session/stored-sessions.js";

/** Seconds after which a logout token is too old, and for which its `jti` is remembered at least. */
const MAXIMUM_AGE = 600;

const EVENT = "http://schemas.openid.net/event/backchannel-logout";

/**
 * Ends the sessions that the provider says are over (OpenID Connect Back-Channel Logout 1.0). It comes from the
 * provider's server, so that only the token proves anything.
 */
export async function backchannelLogout(request: RequestWithBody, context: AuthContext): Promise<Response> {
  const {
    logger,
    session: { store },
  } = context.settings;
  if (!store)
    throw new AuthError("store_unavailable", { hint: "back-channel logout needs the option session.store" });
  try {
    const token = (await readForm(request)).get("logout_token") ?? "";
    const claims = await checkLogoutToken(token, context.provider);
    const { iss = "", sub, sid, jti = "" } = claims as JWTPayload & { sid?: string };
    if (!(await store.claim(`jti:${jti}`, MAXIMUM_AGE + 2 * CLOCK_TOLERANCE)))
      throw refusal("jti was used before");
    // One session of the provider when it is named, else all sessions of the person (section 2.7).
    await store.removeAll(sid ? ownerOf(iss, "sid", sid) : ownerOf(iss, "sub", sub ?? ""));
    report("backchannel_logout", {}, logger);
    return json({});
  } catch (error) {
    if (!(error instanceof AuthError))
      throw new AuthError("store_unavailable", { hint: String(error), cause: error });
    if (error.fault === "provider" || error.code === "store_unavailable") throw error;
    logger.warn("A logout token was refused.", { hint: error.hint });
    return json({ error: "invalid_request" }, { status: 400 });
  }
}

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
    throw refusal("iat is not of now: check the clocks");
  if (nonce !== undefined) throw refusal("a nonce: that is an ID token");
  if (
    typeof events !== "object" ||
    events === null ||
    !isObject((events as Record<string, unknown>)[EVENT])
  ) {
    throw refusal("events does not say back-channel logout");
  }
  for (const value of [sub, sid])
    if (value !== undefined && typeof value !== "string") throw refusal("sub or sid is no text");
  if (!sub && !sid) throw refusal("neither sub nor sid");
  return claims;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refusal(hint: string): AuthError {
  return new AuthError("logout_token_invalid", { hint });
}
