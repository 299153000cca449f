/** What comes of a login whose request was edited: a page of the provider's own, a session, or our error. */
type Outcome =
  | "page"
  | "session"
  | "acr_not_reached"
  | "request_refused"
  | "login_required"
  | "login_expired"
  | "claim_missing"
  | "id_token_invalid"
  | "authorization_response_invalid";

/** One change of an authorization request on its way through the browser. */
export interface Edit {
  readonly parameter: string;
  readonly what: string;
  /** What comes of a login that had to prove nothing. */
  readonly moncomptepro: Outcome;
  readonly proconnect: Outcome;
  readonly change: (request: URLSearchParams) => void;
}

type Change = Edit["change"];
type Outcomes = readonly [moncomptepro: Outcome, proconnect: Outcome];

const REFUSED: Outcomes = ["request_refused", "request_refused"];
const SESSION: Outcomes = ["session", "session"];
const PAGE: Outcomes = ["page", "page"];
const EXPIRED: Outcomes = ["login_expired", "login_expired"];
const CODE_USELESS: Outcomes = ["authorization_response_invalid", "authorization_response_invalid"];
const TOKEN_INVALID: Outcomes = ["id_token_invalid", "id_token_invalid"];

const OTHER = "a".repeat(43);
/** Levels that neither of the people here can reach. */
const LEVELS = ["eidas0-mfa", "eidas1-mfa", "eidas2", "eidas3"];
const without =
  (...names: string[]): Change =>
  (request) => {
    for (const name of names) request.delete(name);
  };
const claims = (members: object): string => JSON.stringify({ id_token: members });

function edit(parameter: string, what: string, [moncomptepro, proconnect]: Outcomes, change: Change): Edit {
  return { parameter, what, moncomptepro, proconnect, change };
}
const removed = (parameter: string, outcomes: Outcomes): Edit =>
  edit(parameter, "removed", outcomes, without(parameter));
const replaced = (parameter: string, value: string, outcomes: Outcomes, what = value): Edit =>
  edit(parameter, what, outcomes, (request) => request.set(parameter, value));
const twice = (parameter: string, value: string, outcomes: Outcomes): Edit =>
  edit(parameter, "twice", outcomes, (request) => request.append(parameter, value));
const instead = (what: string, parameter: string, value: string, outcomes = SESSION): Edit =>
  edit("claims", what, outcomes, (request) => {
    request.delete("claims");
    request.set(parameter, value);
  });

/** Every parameter that is sent, and those that could be added: removed, replaced, added, given twice. */
export const EDITS: readonly Edit[] = [
  removed("response_type", ["request_refused", "page"]),
  replaced("response_type", "token", EXPIRED),
  replaced("response_type", "code id_token", EXPIRED),
  replaced("response_type", "none", REFUSED),
  replaced("response_mode", "fragment", EXPIRED),
  replaced("response_mode", "form_post", PAGE),
  replaced("response_mode", "query", SESSION),
  removed("client_id", PAGE),
  replaced("client_id", "unknown", PAGE),
  replaced("client_id", "another", CODE_USELESS, "of another application"),
  removed("redirect_uri", PAGE),
  replaced(
    "redirect_uri",
    "https://application.example/elsewhere",
    CODE_USELESS,
    "another one of the client",
  ),
  replaced("redirect_uri", "https://evil.example/auth/callback", PAGE, "of another site"),
  removed("scope", ["request_refused", "page"]),
  replaced("scope", "openid", ["claim_missing", "claim_missing"]),
  replaced("scope", "email", REFUSED),
  edit("scope", "with phone", SESSION, (request) =>
    request.set("scope", `${request.get("scope") ?? ""} phone`),
  ),
  removed("state", ["login_expired", "page"]),
  replaced("state", OTHER, EXPIRED, "of another login"),
  twice("state", OTHER, ["login_expired", "page"]),
  removed("nonce", TOKEN_INVALID),
  replaced("nonce", OTHER, TOKEN_INVALID, "of another login"),
  removed("code_challenge", REFUSED),
  replaced("code_challenge", OTHER, CODE_USELESS, "of another verifier"),
  edit("code_challenge", "removed with its method", CODE_USELESS, (request) =>
    without("code_challenge", "code_challenge_method")(request),
  ),
  removed("code_challenge_method", REFUSED),
  replaced("code_challenge_method", "plain", REFUSED),
  removed("prompt", SESSION),
  replaced("prompt", "none", ["login_required", "login_required"]),
  replaced("prompt", "login", SESSION),
  replaced("prompt", "consent", SESSION),
  replaced("prompt", "select_organization", ["page", "request_refused"]),
  replaced("prompt", "create", REFUSED),
  removed("login_hint", SESSION),
  replaced("login_hint", "karim.benali@ministere-exemple.example", SESSION, "of another person"),
  replaced("siret_hint", "13002526500013", ["page", "session"], "of another organisation"),
  replaced("idp_hint", "71144ab3-ee1a-4401-b7b3-79b44f7daeeb", ["session", "request_refused"], "unknown"),
  replaced("acr_values", "eidas1", SESSION),
  replaced("acr_values", "eidas1-mfa", SESSION),
  removed("claims", SESSION),
  instead("replaced by acr_values=eidas1", "acr_values", "eidas1"),
  instead("replaced by acr_values with all levels", "acr_values", LEVELS.join(" ")),
  instead("a weaker level", "claims", claims({ acr: { essential: true, values: ["eidas0"] } })),
  instead("eidas1", "claims", claims({ acr: { essential: true, values: ["eidas1"] } }), [
    "page",
    "acr_not_reached",
  ]),
  instead("levels as a wish", "claims", claims({ acr: { values: LEVELS }, auth_time: null })),
  instead("the level only told", "claims", claims({ acr: null, auth_time: null })),
  instead("another person required", "claims", claims({ sub: { value: "102" } }), PAGE),
  instead("no JSON", "claims", "{", REFUSED),
  replaced("max_age", "0", SESSION),
  replaced("max_age", "999999", SESSION),
  edit("max_age", "999999 without prompt", SESSION, (request) => {
    request.delete("prompt");
    request.set("max_age", "999999");
  }),
  replaced("max_age", "-1", REFUSED),
  replaced("request", "eyJhbGciOiJub25lIn0.e30.", REFUSED, "an unsigned one"),
  replaced("request_uri", "https://evil.example/request", REFUSED, "of another site"),
  replaced("registration", "{}", REFUSED),
  replaced("resource", "https://evil.example", ["request_refused", "session"]),
  replaced("id_token_hint", "eyJhbGciOiJub25lIn0.e30.", REFUSED, "an unsigned one"),
  replaced("ui_locales", "en", SESSION),
  replaced("dpop_jkt", OTHER, ["authorization_response_invalid", "session"], "of another key"),
  replaced("unknown", "1", SESSION),
];
