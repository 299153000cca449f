import type { ClientMetadata } from "oidc-provider";
import type { MockClient } from "../client.js";
import { clientOptions } from "../clients/client-options.js";
import { printable } from "../clients/client-rules.js";
import { snakeCase } from "../letter-case.js";
import { MockOptionsError } from "../options-error.js";
import type { ProviderBehavior } from "./behavior.js";

/**
 * The client as oidc-provider wants it.
 *
 * @throws MockOptionsError for a client that no provider of this kind registers
 */
export function clientMetadata(client: MockClient, behavior: ProviderBehavior): ClientMetadata {
  const { profile, clientAuthentication, clientDefaults } = behavior;
  const expectation = printable(client.clientId);
  if (expectation !== undefined) {
    throw new MockOptionsError(`The clientId ${expectation}, not "${client.clientId}".`);
  }
  const { tokenEndpointAuthMethod = "client_secret_post" } = client;
  if (!clientAuthentication.includes(tokenEndpointAuthMethod)) {
    const allowed = clientAuthentication.join(" or ");
    throw new MockOptionsError(
      `Client "${client.clientId}": tokenEndpointAuthMethod must be ${allowed}. ${profile.brand.name} registers no public client.`,
    );
  }
  if (client.userinfoSignedResponseAlg === "none" && !profile.userinfo.formats.includes("json")) {
    throw new MockOptionsError(
      `Client "${client.clientId}": userinfoSignedResponseAlg cannot be none. ${profile.brand.name} signs userinfo always.`,
    );
  }
  const mustEncrypt = profile.idToken.encryption?.required === true;
  const given = Object.fromEntries(Object.entries(client).filter(([, value]) => value !== undefined));
  return {
    ...registered({
      ...client,
      ...clientDefaults,
      postLogoutRedirectUris: [],
      tokenEndpointAuthMethod,
      ...(mustEncrypt && client.jwks === undefined && { jwksUri: usualKeys(client) }),
      ...given,
    }),
    ...(clientDefaults.requireAuthTime && { require_auth_time: true }),
    client_id: client.clientId,
    grant_types: ["authorization_code", ...(profile.refreshToken ? ["refresh_token"] : [])],
    response_types: ["code"],
  };
}

/** Where an application that uses the server helper of this kit publishes its keys. */
function usualKeys({ redirectUris: [redirectUri = ""] }: MockClient): string {
  return new URL("/auth/jwks", redirectUri).href;
}

/** What is registered under the same name in snake case; the library checks the values itself. */
function registered(client: MockClient): Partial<ClientMetadata> {
  const entries = Object.keys(clientOptions).flatMap((name) => {
    const value = client[name as keyof MockClient];
    // The mock sends logout tokens itself, and userinfo is JSON where no algorithm is registered.
    const isOurs = name === "backchannelLogoutUri";
    const isNone = name === "userinfoSignedResponseAlg" && value === "none";
    return value === undefined || isOurs || isNone ? [] : [[snakeCase(name), value] as const];
  });
  return Object.fromEntries(entries) as Partial<ClientMetadata>;
}
