import type { ClientMetadata } from "oidc-provider";
import type { MockClient } from "../client.js";
import { printable } from "../clients/client-rules.js";
import { MockOptionsError } from "../options-error.js";
import type { ProviderBehavior } from "./behavior.js";

/** As the library types it. */
type SigningAlgorithm = NonNullable<ClientMetadata["id_token_signed_response_alg"]>;

/**
 * The client as oidc-provider wants it.
 *
 * @throws MockOptionsError for a client that no provider of this kind registers
 */
export function clientMetadata(client: MockClient, behavior: ProviderBehavior): ClientMetadata {
  const { profile, clientDefaults } = behavior;
  const expectation = printable(client.clientId);
  if (expectation !== undefined) {
    throw new MockOptionsError(`The clientId ${expectation}, not "${client.clientId}".`);
  }
  const { tokenEndpointAuthMethod = "client_secret_post" } = client;
  if (!profile.clientAuthentication.includes(tokenEndpointAuthMethod)) {
    const allowed = profile.clientAuthentication.join(" or ");
    throw new MockOptionsError(
      `Client "${client.clientId}": tokenEndpointAuthMethod must be ${allowed}. ${profile.brand.name} registers no public client.`,
    );
  }
  const { userinfoSignedResponseAlg = clientDefaults.userinfoSignedResponseAlg } = client;
  return {
    client_id: client.clientId,
    redirect_uris: client.redirectUris,
    post_logout_redirect_uris: client.postLogoutRedirectUris ?? [],
    scope: client.scope ?? clientDefaults.scope,
    grant_types: ["authorization_code", ...(profile.refreshToken ? ["refresh_token"] : [])],
    response_types: ["code"],
    token_endpoint_auth_method: tokenEndpointAuthMethod,
    id_token_signed_response_alg: (client.idTokenSignedResponseAlg ??
      clientDefaults.idTokenSignedResponseAlg) as SigningAlgorithm,
    ...optionalMetadata({ ...client, userinfoSignedResponseAlg }),
  };
}

/** What is handed on under the same name in snake case, as the library types it; it checks the values itself. */
function optionalMetadata(client: MockClient): Partial<ClientMetadata> {
  const metadata = {
    client_secret: client.clientSecret,
    client_name: client.clientName,
    jwks: client.jwks,
    id_token_encrypted_response_alg: client.idTokenEncryptedResponseAlg,
    id_token_encrypted_response_enc: client.idTokenEncryptedResponseEnc,
    userinfo_signed_response_alg:
      client.userinfoSignedResponseAlg === "none" ? undefined : client.userinfoSignedResponseAlg,
    userinfo_encrypted_response_alg: client.userinfoEncryptedResponseAlg,
    userinfo_encrypted_response_enc: client.userinfoEncryptedResponseEnc,
  };
  const given = Object.entries(metadata).filter(([, value]) => value !== undefined);
  return Object.fromEntries(given) as Partial<ClientMetadata>;
}
