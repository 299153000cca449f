import type { JWK } from "jose";
import type { KoaContextWithOIDC } from "oidc-provider";
import { STANDARD_DISCOVERY } from "../discovery-path.js";
import { changeDiscovery, REALM_SCOPES } from "./discovery.js";
import { loginError, tokenError, type OAuthError } from "./error-wording.js";
import { AUTHORIZATION, PROTOCOL } from "./paths.js";
import { changeTokens } from "./tokens.js";

/** What Keycloak answers otherwise than oidc-provider. */
export async function afterProSanteConnect(
  context: KoaContextWithOIDC,
  keys: readonly JWK[],
): Promise<undefined> {
  const { path, status } = context;
  if (path === STANDARD_DISCOVERY) changeDiscovery(context);
  else if (path === `${PROTOCOL}/token` && status === 200) await changeTokens(context, keys);
  else if (path === `${PROTOCOL}/token`) changeError(context);
  else if (path === AUTHORIZATION || path.startsWith(`${AUTHORIZATION}/`)) changeRedirect(context);
}

function changeError(context: KoaContextWithOIDC): void {
  const said = context.body as OAuthError | undefined;
  if (said?.error === undefined) return;
  const { client, body } = context.oidc;
  context.body = tokenError(said, body?.["grant_type"], client !== undefined);
}

function changeRedirect({ oidc, query, response }: KoaContextWithOIDC): void {
  // Typed as a text by Koa, and undefined where there is none.
  const location: string | undefined = response.get("location");
  const { redirect_uri: redirectUri, scope, state } = oidc?.params ?? {};
  if (!location || typeof redirectUri !== "string") return;
  const refused = unknownScope(query["scope"]);
  const { searchParams: answer } = new URL(location, oidc.issuer);
  const error = refused === undefined ? answer.get("error") : "invalid_scope";
  if (error === null) return;

  const said = { error, error_description: answer.get("error_description") ?? "" };
  const members = {
    ...loginError(said, refused ?? String(scope)),
    ...(typeof state === "string" && { state }),
    iss: oidc.issuer,
  };
  const address = new URL(redirectUri);
  for (const [name, value] of Object.entries(members)) address.searchParams.set(name, value);
  response.set("location", address.href);
}

/** oidc-provider drops a scope that it does not know; Keycloak refuses the request. */
function unknownScope(scope: unknown): string | undefined {
  const known: readonly string[] = REALM_SCOPES;
  const isKnown = (name: string): boolean => name === "" || known.includes(name);
  return typeof scope === "string" && !scope.split(" ").every(isKnown) ? scope : undefined;
}
