/**
 * Where a failure comes from: the *person* refused or could not; an *answer* cannot be trusted; the *setup* is wrong, and
 * the developer can mend it; the *provider* has a problem.
 */
export type Fault = "person" | "answer" | "setup" | "provider";

/**
 * Every failure that can happen, by its stable code, with the status of its HTTP answer. What people read of it stands in
 * `pages/texts`, what developers read of it in `error-documentation.ts`.
 */
export const ERRORS = {
  access_denied: { fault: "person", status: 403 },
  login_required: { fault: "person", status: 401 },
  login_expired: { fault: "person", status: 400 },
  not_authenticated: { fault: "person", status: 401 },
  login_refused: { fault: "person", status: 403 },
  not_authorized: { fault: "person", status: 403 },
  other_login_required: { fault: "person", status: 403 },
  acr_not_reached: { fault: "person", status: 403 },
  authentication_too_old: { fault: "person", status: 403 },
  token_invalid: { fault: "answer", status: 401 },
  token_keys_unavailable: { fault: "provider", status: 503 },
  refresh_refused: { fault: "person", status: 401 },
  claim_missing: { fault: "person", status: 403 },
  claim_malformed: { fault: "person", status: 403 },
  not_a_navigation: { fault: "person", status: 400 },
  prefetch_refused: { fault: "person", status: 503 },
  method_not_allowed: { fault: "person", status: 405 },
  body_too_large: { fault: "person", status: 413 },
  body_incomplete: { fault: "person", status: 400 },
  media_type_unknown: { fault: "person", status: 415 },
  cross_origin_request: { fault: "answer", status: 403 },
  authorization_response_invalid: { fault: "answer", status: 400 },
  issuer_mismatch: { fault: "answer", status: 400 },
  token_response_invalid: { fault: "answer", status: 502 },
  id_token_invalid: { fault: "answer", status: 502 },
  userinfo_invalid: { fault: "answer", status: 502 },
  introspection_invalid: { fault: "answer", status: 502 },
  logout_token_invalid: { fault: "answer", status: 400 },
  login_circle: { fault: "setup", status: 500 },
  settings_invalid: { fault: "setup", status: 500 },
  parameter_refused: { fault: "setup", status: 500 },
  client_refused: { fault: "setup", status: 500 },
  request_refused: { fault: "setup", status: 500 },
  refresh_unavailable: { fault: "setup", status: 500 },
  session_too_large: { fault: "setup", status: 500 },
  store_unavailable: { fault: "setup", status: 503 },
  logout_incomplete: { fault: "setup", status: 503 },
  internal_error: { fault: "setup", status: 500 },
  provider_unavailable: { fault: "provider", status: 503 },
  provider_timeout: { fault: "provider", status: 504 },
  provider_error: { fault: "provider", status: 502 },
} as const;

/** Stable names of all failures. */
export type ErrorCode = keyof typeof ERRORS;
