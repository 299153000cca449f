import type { Claims } from "@moncomptepro/profiles";
import { CLOCK_TOLERANCE, now } from "../clock.js";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { mediaTypeOf } from "../http/media-type.js";
import { isEnded } from "../provider/is-ended.js";
import { parseJsonObject } from "../provider/parse-json.js";
import { printable } from "../provider/printable.js";
import type { ProviderAnswer } from "../provider/provider-call.js";
import type { Provider } from "../provider/provider.js";

/**
 * Fetches the person's claims: plain JSON, or a JWT whose signature, issuer and audience are checked (OpenID Connect
 * Core 1.0 section 5.3.2). They must be about the person of the ID token.
 *
 * @param ended - the code of an answer that says that the person's session ended at the provider meanwhile
 * @throws AuthError `ended`, `userinfo_invalid`, `token_response_invalid`, or what calling the provider throws
 */
export async function fetchUserinfo(
  accessToken: string,
  expectedSubject: unknown,
  provider: Provider,
  ended: ErrorCode = "login_required",
): Promise<Claims> {
  // RFC 6749 appendix A.12: anything else has no place in a header.
  if (!/^[\x20-\x7e]+$/.test(accessToken)) {
    throw new AuthError("token_response_invalid", { hint: "the access token is not printable ASCII" });
  }
  const { userinfo_endpoint: endpoint } = await provider.metadata();
  const answer = await provider.call(endpoint, {
    headers: { accept: "application/json, application/jwt", authorization: `Bearer ${accessToken}` },
  });
  if (isEnded(answer, provider.settings.profile)) {
    const hint = `the userinfo endpoint answered ${answer.status}: the session ended at the provider`;
    throw new AuthError(ended, { hint });
  }
  if (answer.status !== 200) {
    // RFC 6750 section 3: what else stands there may repeat the token.
    const [, error] = /\berror="(\w{1,40})"/.exec(answer.headers["www-authenticate"] ?? "") ?? [];
    throw new AuthError("provider_error", {
      hint: `the userinfo endpoint answered ${answer.status}: ${error ?? "no explanation"}`,
    });
  }
  const claims = await readClaims(answer, provider);
  if (claims["sub"] !== expectedSubject) throw refusal("sub is not the one of the ID token");
  return claims;
}

async function readClaims({ headers, text }: ProviderAnswer, provider: Provider): Promise<Claims> {
  const { userinfoFormats } = provider.settings;
  const type = mediaTypeOf(headers["content-type"]);
  const format = type === "application/jwt" ? "jwt" : type === "application/json" ? "json" : undefined;
  if (!format || !userinfoFormats.includes(format)) {
    const expected = userinfoFormats.join(" or ");
    throw refusal(
      `${printable(type ?? "nothing")} came where ${expected} is registered: see the setting userinfoSignedResponseAlg`,
    );
  }
  if (format === "jwt") return readJwt(text.trim(), provider);
  // That it is signed is not learned: the connection proves as much, and a provider may offer both (OpenID Connect Core
  // 1.0 section 5.3.2). Where the client is registered for a signature, the setting says so, and JSON is refused.
  return parseJsonObject(text, "the userinfo answer");
}

async function readJwt(jwt: string, provider: Provider): Promise<Claims> {
  const { claims } = await provider.verify(await provider.decrypt(jwt, "userinfo_invalid"), {
    invalid: "userinfo_invalid",
    algorithms: provider.settings.userinfoAlgorithms,
    // That it is about the right person is checked for plain JSON, too.
    required: [],
  });
  if ((claims.iat ?? 0) > now() + CLOCK_TOLERANCE) throw refusal("iat is in the future: check the clocks");
  return claims;
}

function refusal(hint: string): AuthError {
  return new AuthError("userinfo_invalid", { hint });
}
