import type { ErrorCode } from "./error-codes.js";

export interface ErrorDocumentation {
  readonly happened: string;
  /** What the developer does about it. */
  readonly action: string;
}

/** What developers read of each error in `docs/errors.md`: run `npm run docs` after a change. */
export const ERROR_DOCUMENTATION: Readonly<Record<ErrorCode, ErrorDocumentation>> = {
  access_denied: {
    happened:
      "The person gave up or refused, or the provider refused the person. Who is logged in already comes back to the page instead.",
    action: "Nothing.",
  },
  login_required: {
    happened:
      "The provider wants the person to log in, for example after `prompt=none`, or because its session ended in another " +
      "tab while the login came back.",
    action: "Start a login without `prompt=none`.",
  },
  login_expired: {
    happened:
      "The transaction is unknown in this browser, older than an hour, or already finished: back button, restored tab, " +
      "blocked cookies, another host name.",
    action:
      "Nothing for a few. For many: check that the base URL is the address that people use, and that cookies pass.",
  },
  not_authenticated: {
    happened: "There is no session.",
    action: "Send scripts to `loginUrl`. In code, put the guard before `auth.user()`.",
  },
  login_refused: {
    happened: "`authorize` or `onLogin` refused the login. The log has the reason.",
    action:
      "Say on your pages whom to ask for access. The page names the account, and offers another one (`POST /auth/switch-account`).",
  },
  not_authorized: {
    happened: "The `check` of a guard refused the person.",
    action: "Say on your pages whom to ask for access. The page names the account, and offers another one.",
  },
  other_login_required: {
    happened: "The person is logged in by another login than those that the guard accepts with `provider`.",
    action: "Nothing: a page leads to the provider’s login by itself, and to `loginPage` by a link.",
  },
  acr_not_reached: {
    happened: "The level that was asked for was not reached. The page offers a login with a second factor.",
    action:
      "List every acceptable value. Check that the identity provider of these people offers one of them.",
  },
  authentication_too_old: {
    happened: "The authentication is older than `maxAge`.",
    action: "Nothing: the person can log in again.",
  },
  token_invalid: {
    happened:
      "`verifyToken()` refused a token: expired, for another audience, of another issuer, not signed by its keys.",
    action: "Answer 401: the client asks the application for another one. The hint says what was wrong.",
  },
  token_keys_unavailable: {
    happened: "`verifyToken()` could not fetch the keys of the application that issued the token.",
    action:
      "Check that this service reaches `/auth/jwks` of the application, or give it the keys with `jwks`.",
  },
  refresh_refused: {
    happened:
      "The provider no longer accepts the refresh token: its session is over. The application’s session goes on, without " +
      "the token.",
    action: "Start a login when fresh data or an access token is needed.",
  },
  claim_missing: {
    happened: "A mandatory claim is missing. The log names it and its scope.",
    action: "Ask for the scope. Check that the client may ask for it.",
  },
  claim_malformed: {
    happened: "A mandatory claim does not have its form, for example a SIRET with a wrong check digit.",
    action: "Report it to the provider.",
  },
  not_a_navigation: {
    happened: "A script or an image asked for a page of the login.",
    action: 'Let the browser go there: `location.assign("/auth/login")`.',
  },
  prefetch_refused: {
    happened: "A browser loaded the login in advance.",
    action: "Exclude `/auth/*` from prefetching and from speculation rules.",
  },
  method_not_allowed: {
    happened: "The route does not accept the method, for example `GET /auth/logout`.",
    action: 'Use a form with `method="post"`.',
  },
  body_too_large: { happened: "The body has more than 16 kB.", action: "Nothing." },
  body_incomplete: { happened: "The connection broke before the body was complete.", action: "Nothing." },
  media_type_unknown: {
    happened: "The body sent to `POST /auth/callback` is not JSON.",
    action: "Use `client.handleCallback()`.",
  },
  cross_origin_request: {
    happened: "A form of another site, or a page whose origin is not the one of the base URL.",
    action: "Check the base URL. Send forms from pages of the application.",
  },
  authorization_response_invalid: {
    happened: "The answer in the address is incomplete or ambiguous, or its code was refused.",
    action: "Nothing for a few: codes expire.",
  },
  issuer_mismatch: {
    happened:
      "The answer, the discovery document or the login that another site asks for is of another issuer.",
    action: "Check the setting `issuer`. If it is right, an attacker may be trying to mix up two providers.",
  },
  token_response_invalid: {
    happened: "The token endpoint answered something else than tokens.",
    action: "Read the hint in the log. Report it to the provider.",
  },
  id_token_invalid: {
    happened: "A check of the ID token failed. The log says which.",
    action: "Check the clock and the registered algorithm. If they are right, report it to the provider.",
  },
  userinfo_invalid: {
    happened: "A check of the userinfo failed. The log says which.",
    action: "Check the registered algorithm (`MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG`).",
  },
  introspection_invalid: {
    happened: "In an API: the provider’s answer about an access token cannot be trusted.",
    action:
      "Read the hint. Check that the issuer is the provider’s, and the clocks. The request was not let through.",
  },
  logout_token_invalid: {
    happened: "A back-channel logout token was refused. The log says why.",
    action: "Nothing: anyone can send one.",
  },
  login_circle: {
    happened:
      "Logins succeeded one after the other within seconds, and the page sent the person to the next one: their session does not " +
      "reach it. Or a page asks with `prompt=none` again and again.",
    action:
      "Read the hint in the log. Check that the proxy passes `Cookie` and `Set-Cookie` on for every path, and that all instances " +
      "have the same session secret.",
  },
  settings_invalid: {
    happened:
      "The settings are wrong, and `createAuth()` throws; or the hook `onLogin` gave an unknown answer to a login.",
    action: "Do what each sentence of the message, or of the log, says.",
  },
  parameter_refused: {
    happened: "The application asks for something that the provider does not know.",
    action: "Correct the parameter that the log names.",
  },
  client_refused: {
    happened: "The provider does not accept the client id, the secret or the redirect URI.",
    action:
      "Compare `MONCOMPTEPRO_CLIENT_ID`, `MONCOMPTEPRO_CLIENT_SECRET`, `MONCOMPTEPRO_CLIENT_AUTHENTICATION` and " +
      "`MONCOMPTEPRO_REDIRECT_URI` with what is registered in this environment. The mock says in its terminal what differs.",
  },
  request_refused: {
    happened:
      "The provider refused the request, for example because of a scope that the client may not ask for.",
    action:
      "Read the provider’s answer in the log. For `invalid_scope`, set `MONCOMPTEPRO_SCOPE`; where the provider names the scope, so does the log.",
  },
  refresh_unavailable: {
    happened: "`auth.refresh()` was called for a session without a refresh token.",
    action: "Set `keepRefreshToken`. Sessions that began before have no token.",
  },
  session_too_large: {
    happened:
      "The session does not fit in cookies, or the user of a login that waits (`auth.pendingLogin()`). The log names its biggest parts.",
    action: "Keep fewer claims, or use a store.",
  },
  store_unavailable: {
    happened:
      "The session store does not answer, or the operation needs a store and there is none. The answer has `Retry-After`. " +
      "No session is lost: people stay logged in once the store is back.",
    action: "Bring the store back, or set `session.store`.",
  },
  logout_incomplete: {
    happened: "The browser is logged out, but the store did not answer. The session is still in the store.",
    action:
      "Bring the store back. The process tries again for an hour, and the session ends by itself when it is not used.",
  },
  internal_error: {
    happened: "A hook threw an error, or the package has a defect.",
    action: "Read the stack in the log.",
  },
  provider_unavailable: {
    happened: "The provider cannot be reached, or says that it is unavailable. The answer has `Retry-After`.",
    action: "Check the network, or wait.",
  },
  provider_timeout: {
    happened: "The provider took more than four seconds. The answer has `Retry-After`.",
    action: "Wait.",
  },
  provider_error: {
    happened: "The provider answered with an error, with too much, or with something broken.",
    action: "Report to the provider what the log says.",
  },
};
