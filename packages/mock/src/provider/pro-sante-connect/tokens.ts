import { createHash } from "node:crypto";
import { decodeJwt, decodeProtectedHeader, SignJWT, type JWK, type JWTHeaderParameters } from "jose";
import type { KoaContextWithOIDC } from "oidc-provider";
import { keyFor, type Signing } from "../signing-keys.js";

/** Seconds that a refresh token is good without being used. */
export const REFRESH_LIFETIME = 1800;

interface Answer {
  readonly access_token: string;
  readonly id_token: string;
}

/** The answer of the token endpoint as Keycloak writes it: what it adds, and the name of its session. */
export async function changeTokens(context: KoaContextWithOIDC, keys: readonly JWK[]): Promise<void> {
  const answer = context.body as Answer;
  const session = sessionOf(context);
  const { client } = context.oidc;
  const isSigned = answer.id_token.split(".").length === 3;
  const changes = {
    typ: "ID",
    azp: client?.clientId,
    sid: session,
  };
  context.body = {
    ...answer,
    refresh_expires_in: REFRESH_LIFETIME,
    "not-before-policy": 0,
    session_state: session,
    // An encrypted one only the client can open.
    ...(isSigned && {
      id_token: await signAnew(answer, changes, { keys, clientSecret: client?.clientSecret }),
    }),
  };
}

/** Of this login, and the same after a refresh. */
function sessionOf({ oidc: { entities } }: KoaContextWithOIDC): string {
  const grantId = entities.AuthorizationCode?.grantId ?? entities.RefreshToken?.grantId;
  const hex = createHash("sha256").update(String(grantId)).digest("hex");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, "$1-$2-$3-$4-$5");
}

/** OpenID Connect Core 1.0 section 3.1.3.6. */
function leftHalf(accessToken: string, algorithm: string): string {
  const digest = createHash(algorithm === "EdDSA" ? "sha512" : "sha256")
    .update(accessToken)
    .digest();
  return digest.subarray(0, digest.length / 2).toString("base64url");
}

async function signAnew(
  { id_token: idToken, access_token: accessToken }: Answer,
  changes: object,
  signing: Signing,
): Promise<string> {
  const { alg, ...header } = decodeProtectedHeader(idToken) as JWTHeaderParameters;
  return new SignJWT({ ...decodeJwt(idToken), ...changes, at_hash: leftHalf(accessToken, alg) })
    .setProtectedHeader({ alg, typ: "JWT", ...header })
    .sign(await keyFor(alg, signing));
}
