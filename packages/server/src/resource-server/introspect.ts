import { CLOCK_TOLERANCE, now } from "../clock.js";
import { AuthError } from "../errors.js";
import { mediaTypeOf } from "../http/media-type.js";
import { parseJsonObject } from "../provider/parse-json.js";
import { printable } from "../provider/printable.js";
import type { ProviderAnswer } from "../provider/provider-call.js";
import type { Provider } from "../provider/provider.js";
import { isPlainObject } from "../settings/members.js";

/** What the provider says of a token (RFC 7662 section 2.2). */
export type Introspection = Readonly<Record<string, unknown>>;

/** RFC 9701 section 5. */
const SIGNED = "application/token-introspection+jwt";
/** Seconds: an answer is made when it is asked for. */
const MAXIMUM_AGE = 60;

/**
 * Asks the provider about a token, as a resource server. The answer is signed where the provider can, and its signature,
 * issuer, audience and age are checked.
 *
 * @see https://www.rfc-editor.org/rfc/rfc7662
 * @see https://www.rfc-editor.org/rfc/rfc9701
 * @throws AuthError `introspection_invalid`, `client_refused`, `provider_error`, or what calling the provider throws
 */
export async function introspect(token: string, provider: Provider): Promise<Introspection> {
  const { introspection_endpoint: endpoint } = await provider.metadata();
  const { introspection } = provider.settings.profile;
  if (endpoint === undefined || introspection === undefined)
    throw new AuthError("provider_error", { hint: "the provider has no introspection" });
  const answer = await ask(endpoint, token, introspection === "jwt" ? SIGNED : "application/json", provider);
  return introspection === "jwt" ? readSigned(answer, provider) : readPlain(answer);
}

async function ask(
  endpoint: string,
  token: string,
  accept: string,
  provider: Provider,
): Promise<ProviderAnswer> {
  const configuration = await provider.configuration();
  const body = new URLSearchParams({ token, token_type_hint: "access_token" });
  const headers = new Headers({ accept, "content-type": "application/x-www-form-urlencoded" });
  const authenticate = await provider.authentication();
  // Typed as nothing; a key signs, which takes a promise.
  const prepared: unknown = authenticate(
    configuration.serverMetadata(),
    configuration.clientMetadata(),
    body,
    headers,
  );
  await prepared;
  const answer = await provider.call(endpoint, {
    method: "POST",
    headers: Object.fromEntries(headers),
    body: body.toString(),
  });
  if (answer.status === 200) return answer;
  if (answer.status === 400 || answer.status === 401 || answer.status === 403)
    throw new AuthError("client_refused", {
      hint: `the introspection endpoint answered ${answer.status}: compare the client id and the secret of this resource server with what is registered there`,
    });
  throw new AuthError("provider_error", { hint: `the introspection endpoint answered ${answer.status}` });
}

async function readSigned({ headers, text }: ProviderAnswer, provider: Provider): Promise<Introspection> {
  const type = mediaTypeOf(headers["content-type"]);
  if (type !== SIGNED)
    throw refusal(`${printable(type ?? "nothing")} came where a signed answer was asked for`);
  const { claims } = await provider.verify(text.trim(), {
    invalid: "introspection_invalid",
    // The client secret signs nothing here: whoever has it could say that any token is good.
    algorithms: provider.settings.profile.idToken.signingAlgorithms.filter((each) => !each.startsWith("HS")),
    types: ["token-introspection+jwt"],
    required: ["iat", "token_introspection"],
  });
  const age = now() - (claims.iat ?? 0);
  if (age > MAXIMUM_AGE + CLOCK_TOLERANCE || age < -CLOCK_TOLERANCE)
    throw refusal(`iat is ${age} s ago: check the clocks`);
  const said = claims["token_introspection"];
  if (!isPlainObject(said)) throw refusal("token_introspection is not an object");
  return said;
}

function readPlain({ headers, text }: ProviderAnswer): Introspection {
  const type = mediaTypeOf(headers["content-type"]);
  if (type !== "application/json")
    throw refusal(`${printable(type ?? "nothing")} came where JSON was asked for`);
  return parseJsonObject(text, "the introspection", "introspection_invalid");
}

function refusal(hint: string): AuthError {
  return new AuthError("introspection_invalid", { hint });
}
