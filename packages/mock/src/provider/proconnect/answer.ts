import { createHash } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWK, type JWTHeaderParameters } from "jose";
import type { KoaContextWithOIDC } from "oidc-provider";
import type { Refusal } from "../behavior.js";
import { keyFor, type Signing } from "../signing-keys.js";
import { mistakeInRevocation, REVOCATION } from "./revocation.js";

/** What the library of the federation, oidc-provider 7.14.3, answers otherwise than the one here. */
export async function afterProConnect(
  context: KoaContextWithOIDC,
  keys: readonly JWK[],
): Promise<Refusal | undefined> {
  if (context.path === "/.well-known/openid-configuration") changeDiscovery(context);
  if (context.path === "/token") await changeTokens(context, keys);
  if (context.path.startsWith("/authorize")) changeErrors(context);
  if (context.path === "/userinfo") changeMissingToken(context);
  return context.path === REVOCATION ? mistakeInRevocation(context) : undefined;
}

/** A request without a token is malformed, not unauthorized. */
function changeMissingToken(context: KoaContextWithOIDC): void {
  const isAuthorized = context.get("authorization") !== "" || context.query["access_token"] !== undefined;
  if (context.status !== 401 || isAuthorized || context.oidc.body?.["access_token"] !== undefined) return;
  context.status = 400;
  context.remove("www-authenticate");
  context.body = { error: "invalid_request", error_description: "no access token provided" };
}

function changeDiscovery(context: KoaContextWithOIDC): void {
  const document = context.body as Record<string, unknown>;
  const methods = document["token_endpoint_auth_methods_supported"];
  context.body = {
    ...document,
    introspection_endpoint_auth_methods_supported: methods,
    revocation_endpoint_auth_methods_supported: methods,
    request_parameter_supported: false,
    request_uri_parameter_supported: true,
    require_request_uri_registration: true,
  };
}

/** An ID token has the type in its header, and `at_hash`. */
async function changeTokens(context: KoaContextWithOIDC, keys: readonly JWK[]): Promise<void> {
  const answer = context.body as { id_token?: unknown; access_token?: unknown } | undefined;
  if (context.status !== 200 || typeof answer?.id_token !== "string") return;
  // An encrypted one only the client can open.
  if (answer.id_token.split(".").length !== 3) return;
  const signing = { keys, clientSecret: context.oidc.client?.clientSecret };
  context.body = {
    ...answer,
    id_token: await withHash(answer.id_token, String(answer.access_token), signing),
  };
}

/** Every algorithm of the federation hashes with SHA-256; `at_hash` is its left half (OpenID Connect Core 3.1.3.6). */
async function withHash(idToken: string, accessToken: string, signing: Signing): Promise<string> {
  const { alg, ...header } = decodeProtectedHeader(idToken) as JWTHeaderParameters;
  const at_hash = createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url");
  return new SignJWT({ ...decodeJwt(idToken), at_hash })
    .setProtectedHeader({ alg, typ: "JWT", ...header })
    .sign(await keyFor(alg, signing));
}

/** What the library here says of an error that is sent back, and what the older one says. */
interface Wording {
  readonly error: string;
  readonly description?: string;
  readonly older: { readonly error: string; readonly error_description: string };
}

const WORDINGS: readonly Wording[] = [
  {
    error: "invalid_request",
    description: "code_challenge_method must be provided",
    older: {
      error: "invalid_request",
      error_description:
        "plain code_challenge_method fallback disabled, code_challenge_method must be provided",
    },
  },
  {
    error: "request_uri_not_supported",
    older: { error: "invalid_request_uri", error_description: "provided request_uri is not allowed" },
  },
];

function changeErrors({ response }: KoaContextWithOIDC): void {
  const location = response.get("location");
  if (!URL.canParse(location)) return;
  const address = new URL(location);
  const [said, reason] = ["error", "error_description"].map((name) => address.searchParams.get(name));
  const wording = WORDINGS.find(
    ({ error, description = reason }) => error === said && description === reason,
  );
  if (wording === undefined) return;
  for (const [name, value] of Object.entries(wording.older)) address.searchParams.set(name, value);
  response.set("location", address.href);
}
