/** An error as OAuth has it. */
export interface OAuthError {
  readonly error: string;
  readonly error_description?: string;
}

const NOT_A_CLIENT = "Invalid client or Invalid client credentials";

/**
 * What Keycloak says at the token endpoint where oidc-provider says it in other words, or under another name.
 *
 * @param isKnown - whether the client is registered: one whose secret is wrong is known, and not authorized
 */
export function tokenError({ error, ...said }: OAuthError, grantType: unknown, isKnown: boolean): OAuthError {
  if (error === "invalid_client") {
    return { error: isKnown ? "unauthorized_client" : error, error_description: NOT_A_CLIENT };
  }
  if (error !== "invalid_grant") return { error, ...said };
  return {
    error,
    error_description: grantType === "refresh_token" ? "Token is not active" : "Code not valid",
  };
}

/** The same of an error that is sent back with the browser. */
export function loginError({ error, ...said }: OAuthError, scope: string): OAuthError {
  if (error === "invalid_scope") return { error, error_description: `Invalid scopes: ${scope}` };
  return error === "access_denied" || error === "login_required" ? { error } : { error, ...said };
}
