import type { KoaContextWithOIDC } from "oidc-provider";
import { AUTHORIZATION, KEYCLOAK_AUTHORIZATION, REALM } from "./paths.js";

/** All scopes of the realm, as a recorded document lists them. */
export const REALM_SCOPES = [
  "openid",
  "microprofile-jwt",
  "rpps",
  "referentiel",
  "web-origins",
  "basic",
  "identity",
  "acr",
  "offline_access",
  "eidas1",
  "profile",
  "roles",
  "email",
  "scope_all",
  "phone",
  "interop",
  "scope_1",
  "address",
  "scope_2",
  "eidas2",
] as const;

/**
 * The document as the realm writes it. At its own address it names the host of the login pages, which here is this one;
 * at the standard address it is Keycloak’s, and names an endpoint that goes past them.
 */
export function changeDiscovery(context: KoaContextWithOIDC): void {
  const document = context.body as Record<string, unknown>;
  const isStandard = context.originalUrl.startsWith(REALM);
  const authorization = String(document["authorization_endpoint"]);
  if (isStandard) {
    console.warn(
      "An application reads the discovery document at the standard address. At Pro Santé Connect it goes past the login pages: use …/.well-known/wallet-openid-configuration.",
    );
  }
  context.body = {
    ...document,
    ...(isStandard && {
      authorization_endpoint: authorization.replace(AUTHORIZATION, KEYCLOAK_AUTHORIZATION),
    }),
    // Nothing that an application could take a level from.
    acr_values_supported: ["0", "0"],
    scopes_supported: REALM_SCOPES,
    // The secret opens in either form, however the client is registered.
    token_endpoint_auth_methods_supported: ["private_key_jwt", "client_secret_basic", "client_secret_post"],
  };
}
