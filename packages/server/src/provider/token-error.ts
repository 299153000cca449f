import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { codeOf, withoutContent } from "./caught.js";
import { printable } from "./printable.js";

/**
 * Says in our words what the token endpoint, or openid-client about its answer, said. That the answer of status 200 is
 * a JSON object was checked before: see `configure`.
 *
 * @param variables - how those of the provider begin
 * @param expired - the code of a grant that the provider no longer accepts (`invalid_grant`, RFC 6749 section 5.2)
 * @returns the error to throw: `expired`, `client_refused`, `token_response_invalid`, `id_token_invalid`,
 *   `provider_error`, or what calling the provider threw
 */
export function tokenError(error: unknown, expired: ErrorCode, variables: string): AuthError {
  if (error instanceof AuthError) return error;
  // openid-client wraps the errors of oauth4webapi, and those of our own call.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (reason instanceof AuthError) return reason;

  switch (codeOf(error) ?? "") {
    case "OAUTH_RESPONSE_BODY_ERROR": {
      return refused(error as RefusedGrant, expired, variables);
    }
    case "OAUTH_WWW_AUTHENTICATE_CHALLENGE": {
      return clientRefused(String((error as RefusedGrant).status), variables);
    }
    case "OAUTH_RESPONSE_IS_NOT_CONFORM": {
      return oddStatus(error);
    }
    case "OAUTH_JWT_TIMESTAMP_CHECK_FAILED":
    case "OAUTH_JWT_CLAIM_COMPARISON_FAILED":
    // The body was read before: what could not be parsed is a part of the ID token.
    case "OAUTH_PARSE_ERROR": {
      return invalid("id_token_invalid", reason);
    }
    case "OAUTH_INVALID_RESPONSE":
    case "OAUTH_UNSUPPORTED_OPERATION": {
      return invalid(isAboutBody(reason) ? "token_response_invalid" : "id_token_invalid", reason);
    }
    default: {
      return invalid("token_response_invalid", reason);
    }
  }
}

/** The part of openid-client's `ResponseBodyError` that says what was refused. */
type RefusedGrant = Error & { readonly error: string; readonly status: number };

function refused({ error, status }: RefusedGrant, expired: ErrorCode, variables: string): AuthError {
  if (error !== "invalid_grant") return clientRefused(`${status} ${printable(error)}`, variables);
  return new AuthError(expired, { hint: `the token endpoint answered ${status} ${error}` });
}

function clientRefused(answer: string, variables: string): AuthError {
  const check =
    `compare ${variables}_CLIENT_ID, ${variables}_CLIENT_SECRET (or the key), ${variables}_CLIENT_AUTHENTICATION and ` +
    `${variables}_REDIRECT_URI with what is registered there`;
  return new AuthError("client_refused", { hint: `the token endpoint answered ${answer}: ${check}` });
}

function oddStatus(error: unknown): AuthError {
  const status = error instanceof Error && error.cause instanceof Response ? error.cause.status : 0;
  const code = status >= 500 ? "provider_error" : "token_response_invalid";
  return new AuthError(code, { hint: `the token endpoint answered ${status}` });
}

function invalid(code: ErrorCode, reason: unknown): AuthError {
  const cause = withoutContent(reason);
  return new AuthError(code, { hint: cause.message, cause });
}

/** oauth4webapi hangs on an error what it is about: the body of the answer, or a part of the ID token in it. */
function isAboutBody(reason: unknown): boolean {
  const subject = reason instanceof Error ? reason.cause : undefined;
  return typeof subject === "object" && subject !== null && "body" in subject;
}
