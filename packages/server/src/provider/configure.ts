import type { ClientAuth, Configuration } from "openid-client";
import { CLOCK_TOLERANCE } from "../clock.js";
import { AuthError } from "../errors.js";
import { mediaTypeOf } from "../http/media-type.js";
import { loadJose, loadOpenidClient } from "../lazy-libraries.js";
import type { Credentials } from "../settings/credentials.js";
import type { ProviderSettings } from "../settings/provider-settings.js";
import type { ProviderMetadata } from "./discovery.js";
import { isEnded } from "./is-ended.js";
import { parseJsonObject } from "./parse-json.js";
import { printable } from "./printable.js";
import { REFRESH_TIMEOUT, type ProviderAnswer, type ProviderCall } from "./provider-call.js";

/** Sets openid-client up: our metadata, our client authentication, our bounded calls. */
export async function configure(
  metadata: ProviderMetadata,
  {
    clientId,
    credentials,
    idTokenAlgorithms,
    profile,
  }: Pick<ProviderSettings, "clientId" | "credentials" | "idTokenAlgorithms" | "profile">,
  call: ProviderCall,
  decryptIdToken: (jwt: string) => Promise<string>,
): Promise<Configuration> {
  const client = await loadOpenidClient();
  // The token's algorithm is checked with its signature, in login/id-token.ts: here any of those accepted may pass.
  const server = { ...metadata, id_token_signing_alg_values_supported: [...idTokenAlgorithms] };
  const configuration = new client.Configuration(
    server,
    clientId,
    { [client.clockTolerance]: CLOCK_TOLERANCE },
    await authentication(credentials),
  );
  configuration[client.customFetch] = async (address, { method, headers, body }) => {
    const form = body instanceof URLSearchParams ? body : undefined;
    const isRefresh = form?.get("grant_type") === "refresh_token";
    const answer = await call(address, {
      method,
      headers,
      ...(form && { body: form.toString() }),
      ...(isRefresh && { timeout: REFRESH_TIMEOUT }),
    });
    if (isRefresh && isEnded(answer, profile)) {
      const hint = `the token endpoint answered ${answer.status}: the session ended at the provider`;
      throw new AuthError("refresh_refused", { hint });
    }
    // openid-client says of a body and of an ID token alike that it cannot be parsed: see token-error.ts.
    if (address === metadata.token_endpoint && answer.status === 200) {
      requireJson(answer);
      const tokens = parseJsonObject(answer.text, "the token endpoint’s answer", "token_response_invalid");
      return toResponse(await withPlainIdToken(answer, tokens, decryptIdToken));
    }
    return toResponse(answer);
  };
  // Each call is bounded already.
  configuration.timeout = 0;
  if (metadata.token_endpoint.startsWith("http:")) client.allowInsecureRequests(configuration);
  return configuration;
}

/** From here on an ID token is what was signed: also the hint of a logout, for which no provider takes another one. */
async function withPlainIdToken(
  answer: ProviderAnswer,
  tokens: Readonly<Record<string, unknown>>,
  decrypt: (jwt: string) => Promise<string>,
): Promise<ProviderAnswer> {
  const { id_token: given } = tokens;
  if (typeof given !== "string") return answer;
  const signed = await decrypt(given);
  return signed === given ? answer : { ...answer, text: JSON.stringify({ ...tokens, id_token: signed }) };
}

/** RFC 6749 section 5.1. What is labelled otherwise may be a page that an attacker wrote into. */
function requireJson({ headers }: ProviderAnswer): void {
  const type = mediaTypeOf(headers["content-type"]);
  if (type === "application/json") return;
  throw new AuthError("token_response_invalid", {
    hint: `the token endpoint’s answer is ${printable(type ?? "of no type")}, not application/json`,
  });
}

function toResponse({ status, headers, text }: ProviderAnswer): Response {
  const bodiless = status === 204 || status === 205 || status === 304;
  const passedOn = ["content-type", "www-authenticate", "date", "retry-after"].flatMap((name) => {
    const value = headers[name];
    return value === undefined ? [] : [[name, value] as [string, string]];
  });
  return new Response(bodiless ? null : text, { status, headers: passedOn });
}

/** How the client proves who it is. */
export async function authentication(credentials: Credentials): Promise<ClientAuth> {
  const { ClientSecretBasic, ClientSecretPost, PrivateKeyJwt } = await loadOpenidClient();
  if (credentials.method !== "private_key_jwt") {
    const { method, secret } = credentials;
    const current = typeof secret === "string" ? secret : await secret();
    return method === "client_secret_basic" ? ClientSecretBasic(current) : ClientSecretPost(current);
  }
  const { exportPKCS8, importPKCS8 } = await loadJose();
  const { key, algorithm, keyId } = credentials;
  const cryptoKey = await importPKCS8(await exportPKCS8(key), algorithm);
  return PrivateKeyJwt(keyId === undefined ? cryptoKey : { key: cryptoKey, kid: keyId });
}
