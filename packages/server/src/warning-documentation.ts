import type { ErrorDocumentation } from "./error-documentation.js";

/** The name of a line of the log that is no answer. None has the name of an error: the address of its page is made of it. */
export type WarningCode =
  | "answer_unclear"
  | "base_path_stripped"
  | "claim_never_kept"
  | "client_authentication_unusual"
  | "ended_sessions_forgotten"
  | "error_page_failed"
  | "foreign_cookie"
  | "id_token_too_large"
  | "level_alone"
  | "logged_out_here_only"
  | "logger_failed"
  | "login_parameter_ignored"
  | "on_logout_failed"
  | "pending_login_kept"
  | "pending_login_shortened"
  | "profile_notice"
  | "provider_data_kept"
  | "provider_renamed"
  | "refresh_store_failed"
  | "token_unrevoked"
  | "refresh_token_unwritten"
  | "return_to_replaced"
  | "return_to_shortened"
  | "scope_unknown"
  | "session_list_incomplete"
  | "session_not_changed"
  | "session_not_renewed"
  | "variable_unknown"
  | "variable_unread";

/** What developers read in `docs/errors.md` of each line of the log that is no answer: run `npm run docs` after a change. */
export const WARNINGS: Readonly<Record<WarningCode, ErrorDocumentation>> = {
  answer_unclear: {
    happened:
      "A function of yours (`authorize`, a `check`, `secondFactor`) answered neither true nor false. The person was refused, or had to " +
      "prove the second factor.",
    action: "Return true or false: a forgotten `await` or `return` is the usual reason.",
  },
  base_path_stripped: {
    happened: "Requests do not begin with the path of the base URL: a proxy takes it away.",
    action: "Set `proxyStripsBasePath`, or let the proxy pass the path on.",
  },
  claim_never_kept: {
    happened:
      "`keepClaims` names a claim that no scope asked for gives, for example after a move to another provider.",
    action:
      "Ask for the scope that the line names, or take the claim out and read what it was for from elsewhere.",
  },
  client_authentication_unusual: {
    happened: "The client would prove who it is in a way that the profile of the provider does not list.",
    action:
      "Take away `clientAuthentication`, or what it was set for: a private key where a secret is expected.",
  },
  ended_sessions_forgotten: {
    happened:
      "So many sessions ended in so short a time that the oldest are forgotten: a copy of their cookies may count again.",
    action: "Use a store: there a session that ended is gone.",
  },
  error_page_failed: {
    happened: "Your hook `errorPage` threw an error. The person got the built-in page.",
    action: "Read the reason in the line, and mend the hook.",
  },
  foreign_cookie: {
    happened:
      "A cookie with a name of ours cannot be opened. It is of a secret that is gone, or of another application of this host.",
    action: "Nothing after a change of the secret. Else give one of the two applications a `cookieName`.",
  },
  id_token_too_large: {
    happened: "The ID token is not shown at the provider’s logout: with it the address would be too long.",
    action: "Nothing where the logout works without. Ask for fewer scopes if the provider wants the token.",
  },
  level_alone: {
    happened: "A guard or a login asks for a level without those that go with it: it locks people out.",
    action: "Write `secondFactor: true`: it is the whole list of the profile.",
  },
  logged_out_here_only: {
    happened: "At a logout the provider could not be reached: its own session goes on.",
    action: "Nothing for a few. Check the network and the provider for many.",
  },
  logger_failed: {
    happened: "Your `logger` threw an error. The line went to the console.",
    action: "Mend the logger.",
  },
  login_parameter_ignored: {
    happened: "A link to the login has a parameter that is malformed, unknown or too long.",
    action: "Correct the link. Nothing if it is not yours: anyone can write one.",
  },
  on_logout_failed: {
    happened: "Your hook `onLogout` threw an error. The person is logged out anyway.",
    action: "Read the reason in the line, and mend the hook.",
  },
  pending_login_kept: {
    happened:
      "What a login received while it waits (`auth.pendingLogin()`) could not be taken out of the store.",
    action: "Nothing: it expires there. Look after the store if it happens often.",
  },
  pending_login_shortened: {
    happened:
      "What a login received does not fit in a cookie: `auth.pendingLogin()` gives it without the raw claims.",
    action: "Use a store if you need them.",
  },
  profile_notice: {
    happened: "The provider that is set asks for attention before production: the line says why.",
    action: "Do what the line says.",
  },
  provider_data_kept: {
    happened:
      "Discovery or the keys of the provider could not be fetched anew. The previous ones stay in use.",
    action: "Nothing for a few. Check the network and the provider if it goes on.",
  },
  provider_renamed: {
    happened: "The setting `provider` has a name that is no longer used.",
    action: "Write the name that the line gives.",
  },
  refresh_store_failed: {
    happened: "The session store failed while a refresh token was redeemed.",
    action: "Look after the store. A refresh at another instance may fail once.",
  },
  token_unrevoked: {
    happened: "The provider did not take back the token of a session that ended.",
    action: "Nothing: the token ends by itself, and is in no browser.",
  },
  refresh_token_unwritten: {
    happened: "A new refresh token could not be written to the store, and the old one is spent.",
    action: "Look after the store. The people concerned log in again when their session ends.",
  },
  return_to_replaced: {
    happened: "The page to come back to was no path of the application. The home page was taken.",
    action: "Pass paths as `returnTo`, for example `/private`. Nothing if the link is not yours.",
  },
  return_to_shortened: {
    happened: "The page to come back to has more than 1,024 bytes. Its query was left out.",
    action: "Keep what is long out of the address.",
  },
  scope_unknown: {
    happened:
      "The scope has a word that the provider does not know, and drops: a misspelt one, or one of another provider. The line says " +
      "which claims come otherwise, and which no longer.",
    action: "Take it out of the scope, and ask for the scopes that the line names.",
  },
  session_list_incomplete: {
    happened:
      "A session could not be added to the list of its person’s sessions: `logoutEverywhere` will not find it.",
    action: "Look after the store.",
  },
  session_not_changed: {
    happened: "After a refresh that failed, the session in the store could not be changed.",
    action: "Look after the store. The next refresh tries again.",
  },
  session_not_renewed: {
    happened: "A session that is in use could not be renewed in the store.",
    action: "Look after the store. The next request tries again.",
  },
  variable_unknown: {
    happened: "An environment variable begins with `MONCOMPTEPRO_`, and no setting has that name.",
    action: "Correct its name: what it was to set has its default now.",
  },
  variable_unread: {
    happened:
      "The application has several providers, and a variable is set that only one provider alone reads, for example " +
      "`MONCOMPTEPRO_SCOPE`.",
    action: "Set the variable of the provider, for example `PROCONNECT_SCOPE`, or take the first one away.",
  },
};
