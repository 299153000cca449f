/** What marks a token of ours: one that was made for something else is not taken for it (RFC 9068 section 2.1). */
export const TOKEN_TYPE = "at+jwt";
export const TOKEN_ALGORITHM = "ES256";
/** Seconds that a token is good at most, and by default. */
export const LONGEST_TOKEN = 3600;
export const USUAL_TOKEN = 300;

/** What a token says of its person or of itself: the application cannot say otherwise (RFC 7519, RFC 9068, OpenID Connect). */
export const RESERVED_CLAIMS: readonly string[] =
  "iss sub aud exp nbf iat jti client_id provider acr amr auth_time nonce azp at_hash c_hash sid cnf".split(
    " ",
  );

/**
 * The subject of a token. The provider and the application's own logins may know two people by the same `sub`: under
 * one issuer only both together name one.
 */
export function subjectOf(provider: string, sub: string): string {
  return `${provider}|${sub}`;
}
