import type { Texts } from "./texts.js";

const UNVERIFIED =
  "The answer of the identity service could not be verified. For security, the sign-in was stopped.";
const MISCONFIGURED = "This service is not set up correctly. Please tell the people in charge of it.";

export const ENGLISH: Texts = {
  errors: {
    access_denied: "The sign-in was cancelled or refused.",
    login_required: "The identity service asks you to sign in again.",
    login_expired: "This sign-in has expired or was already used.",
    not_authenticated: "You must sign in to see this page.",
    login_refused: "Your account does not give access to this service.",
    not_authorized: "Your account does not give access to this page.",
    other_login_required: "This page needs another way of signing in than the one that you used.",
    acr_not_reached: "Your sign-in is not secure enough for this page.",
    authentication_too_old: "You signed in too long ago for this page.",
    token_invalid: "The access token is not valid.",
    token_keys_unavailable: "This service cannot check your sign-in at the moment.",
    refresh_refused: "You must sign in again to continue.",
    claim_missing: "Your account lacks a piece of information that this service needs.",
    claim_malformed: "A piece of information in your account is not in the expected form.",
    not_a_navigation: "Open this address in your browser.",
    prefetch_refused: "This address cannot be loaded in advance.",
    method_not_allowed: "This address cannot be opened this way.",
    body_too_large: "The request is too large.",
    body_incomplete: "The request is incomplete.",
    media_type_unknown: "The request is not of the expected kind.",
    cross_origin_request: "The request does not come from this site. For security, it was refused.",
    authorization_response_invalid: UNVERIFIED,
    issuer_mismatch: UNVERIFIED,
    token_response_invalid: UNVERIFIED,
    id_token_invalid: UNVERIFIED,
    userinfo_invalid: UNVERIFIED,
    introspection_invalid: UNVERIFIED,
    logout_token_invalid: UNVERIFIED,
    login_circle:
      "You signed in, but this page does not find your sign-in and sends you back without end. Perhaps your browser blocks cookies.",
    settings_invalid: MISCONFIGURED,
    parameter_refused: MISCONFIGURED,
    client_refused: MISCONFIGURED,
    request_refused: MISCONFIGURED,
    refresh_unavailable: MISCONFIGURED,
    session_too_large: MISCONFIGURED,
    store_unavailable: "This service cannot check your sign-in at the moment.",
    logout_incomplete:
      "You are signed out of this browser, but the session could not be ended on the server. It will end by itself within a few hours.",
    internal_error: "An unexpected error occurred.",
    provider_unavailable: "The identity service is not available at the moment.",
    provider_timeout: "The identity service takes too long to answer.",
    provider_error: "The identity service ran into a problem.",
  },
  errorTitles: {
    person: "The sign-in was not completed",
    answer: "Sign-in stopped for security",
    setup: "This service has a problem",
    provider: "Sign-in not possible at the moment",
  },
  unauthenticatedTitle: "Sign-in needed",
  unauthorizedTitle: "Access denied",
  advice: {
    person: "You can sign in again.",
    answer: "You can try again. If it happens once more, please tell the people in charge of this service.",
    setup: "Trying again will probably not help until this problem is fixed.",
    provider: "Please try again in a few minutes.",
  },
  stepUpTitle: "This page needs one more verification",
  cookiesAdvice:
    "Your browser sent no cookie of this site. If it blocks them, allow them for this site, then try again.",
  refusalAdvice: {
    access: "You can sign in with another account, or ask the people in charge of this service for access.",
    claim:
      "You can sign in with another account, or have this piece of information corrected at the identity service.",
    level:
      "This level depends on your account and on how you sign in. You can try again, or sign in with another account.",
    secondFactor:
      "You can use two-factor authentication, or set it up if you do not have it yet. You can also sign in with another account.",
  },
  officers: {
    title: "This page is for certified company officers",
    sentence: "Your sign-in does not show that you are an officer of the organisation that you chose.",
    advice:
      "The identity service compares your identity with the register of companies. Public bodies and associations have no certified officers. You can choose the company that you direct, or ask one of its officers to open this page.",
  },
  accountLine: "Account used: ",
  organizationLine: "Organisation chosen: ",
  secondFactorLink: "Use two-factor authentication",
  switchAccount: {
    title: "Do you want to use another account?",
    hint: "Your session will be closed, here and at the identity service. You can then sign in with another account.",
    button: "Use another account",
  },
  selectOrganization: {
    title: "Do you want to choose another organisation?",
    hint: "Your session will be closed, here and at the identity service. You can then sign in again and choose another organisation.",
    button: "Choose another organisation",
  },
  logout: {
    title: "Do you want to sign out?",
    hint: "Confirm with the button below.",
    button: "Sign out",
    incompleteTitle: "Sign-out not complete",
  },
  userChanged: {
    title: "You are using another account",
    paragraph:
      "The identity service did not answer for the person who was signed in here. If this account is not yours, use another one before you continue.",
    account: "You are now signed in with the account: ",
    link: "Continue with this account",
  },
  redirect: {
    title: "Redirecting",
    paragraph: "You will be redirected automatically.",
    link: "Continue",
  },
  frame: {
    title: "Continue in the whole window",
    paragraph: "The identity service cannot be shown inside another page.",
    link: "Continue",
  },
  loginLink: "Sign in again",
  homeLink: "Back to the home page",
  incidentCode: "Incident code: ",
};
