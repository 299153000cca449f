import * as client from "openid-client";
import { describe, expect, it, vi } from "vitest";
import { Browser } from "../test/browser.js";
import { startFixture } from "../test/fixture.js";
import { outcome } from "../test/outcome.js";
import { REDIRECT_URI } from "../test/relying-party.js";

const EMAIL_PAGE = "page 200 S’inscrire ou se connecter";
const REFUSAL = "page 400 Une erreur est survenue";
const CHALLENGE = "x".repeat(43);

type Changes = Record<string, string | undefined>;
type Row = [rule: string, changes: Changes, expected: string, onPage?: string];

/** What happens to a request before anybody logs in. `undefined` leaves a parameter out. */
const rows: Row[] = [
  ["10", {}, EMAIL_PAGE],
  ["10", { client_id: "nobody" }, REFUSAL, "invalid_client: client is invalid"],
  ["10", { client_id: undefined }, REFUSAL, "invalid_request"],
  ["10", { client_id: "" }, REFUSAL, "invalid_request"],
  // redirect_uri
  ["10", { redirect_uri: "https://elsewhere.example/cb" }, REFUSAL, "invalid_redirect_uri"],
  ["27", { redirect_uri: `${REDIRECT_URI}/` }, REFUSAL, "invalid_redirect_uri"],
  ["27", { redirect_uri: `${REDIRECT_URI}?a=b` }, REFUSAL, "invalid_redirect_uri"],
  ["27", { redirect_uri: REDIRECT_URI.replace("http:", "https:") }, REFUSAL, "invalid_redirect_uri"],
  ["27", { redirect_uri: REDIRECT_URI.replace("3000", "3001") }, REFUSAL, "invalid_redirect_uri"],
  ["27", { redirect_uri: REDIRECT_URI.replace("localhost", "LOCALHOST") }, EMAIL_PAGE],
  ["27", { redirect_uri: REDIRECT_URI.replace("/auth", "/x/../auth") }, EMAIL_PAGE],
  ["27", { redirect_uri: undefined }, EMAIL_PAGE],
  // prompt
  ["6", { prompt: "none" }, "error login_required: End-User authentication is required"],
  ["6", { prompt: "login" }, EMAIL_PAGE],
  ["6", { prompt: "consent" }, EMAIL_PAGE],
  ["6", { prompt: "login consent" }, EMAIL_PAGE],
  ["6", { prompt: "select_organization" }, EMAIL_PAGE],
  ["6", { prompt: "update_userinfo" }, EMAIL_PAGE],
  ["6", { prompt: "login select_organization" }, EMAIL_PAGE],
  ["6", { prompt: "select_account" }, "error invalid_request: unsupported prompt value requested"],
  ["6", { prompt: "create" }, "error invalid_request: unsupported prompt value requested"],
  ["6", { prompt: "choose_organization" }, "error invalid_request: unsupported prompt value requested"],
  ["6", { prompt: "login nonsense" }, "error invalid_request: unsupported prompt value requested"],
  ["30", { prompt: "none login" }, "error invalid_request: prompt none must only be used alone"],
  ["30", { prompt: "none consent" }, "error invalid_request: prompt none must only be used alone"],
  [
    "30",
    { prompt: "none select_organization" },
    "error invalid_request: prompt none must only be used alone",
  ],
  ["30", { prompt: "none update_userinfo" }, "error invalid_request: prompt none must only be used alone"],
  // response_type and response_mode
  [
    "10",
    { response_type: "token" },
    "fragment error unsupported_response_type: unsupported response_type requested",
  ],
  [
    "10",
    { response_type: "id_token" },
    "fragment error unsupported_response_type: unsupported response_type requested",
  ],
  [
    "10",
    { response_type: "code id_token" },
    "fragment error unsupported_response_type: unsupported response_type requested",
  ],
  [
    "10",
    { response_type: "code token" },
    "fragment error unsupported_response_type: unsupported response_type requested",
  ],
  ["10", { response_type: "none" }, "error unsupported_response_type: unsupported response_type requested"],
  [
    "10",
    { response_type: "unknown" },
    "error unsupported_response_type: unsupported response_type requested",
  ],
  ["10", { response_type: undefined }, "error invalid_request: missing required parameter 'response_type'"],
  [
    "2",
    { response_mode: "fragment", prompt: "none" },
    "fragment error login_required: End-User authentication is required",
  ],
  [
    "2",
    { response_mode: "query", prompt: "none" },
    "error login_required: End-User authentication is required",
  ],
  [
    "2",
    { response_mode: "web_message" },
    "error unsupported_response_mode: unsupported response_mode requested",
  ],
  // scope
  ["10", { scope: "openid phone" }, "error invalid_scope: requested scope is not allowed"],
  ["10", { scope: "openid organizations" }, "error invalid_scope: requested scope is not allowed"],
  ["22", { scope: "openid siret" }, "error invalid_scope: requested scope is not allowed"],
  ["22", { scope: "openid email siren" }, EMAIL_PAGE],
  ["22", { scope: "openid email nonsense" }, EMAIL_PAGE],
  ["22", { scope: "openid email offline_access" }, EMAIL_PAGE],
  ["22", { scope: "openid email offline_access", prompt: "consent" }, EMAIL_PAGE],
  ["24", { scope: "email", nonce: undefined }, EMAIL_PAGE],
  ["24", { scope: undefined, nonce: undefined }, EMAIL_PAGE],
  [
    "24",
    { scope: "email" },
    "error invalid_request: openid scope must be requested when using the nonce parameter",
  ],
  [
    "10",
    { scope: "email", nonce: undefined, claims: "{}" },
    "error invalid_request: openid scope must be requested when using the claims parameter",
  ],
  [
    "10",
    { scope: "email", nonce: undefined, acr_values: "eidas1" },
    "error invalid_request: openid scope must be requested when using the acr_values parameter",
  ],
  [
    "10",
    { scope: "email", nonce: undefined, max_age: "1" },
    "error invalid_request: openid scope must be requested when using the max_age parameter",
  ],
  // state and nonce
  ["7", { state: undefined }, EMAIL_PAGE],
  ["7", { nonce: undefined }, EMAIL_PAGE],
  // max_age
  ["7", { max_age: "-1" }, "error invalid_request: invalid max_age parameter value"],
  ["7", { max_age: "soon" }, "error invalid_request: invalid max_age parameter value"],
  ["13", { max_age: "1", prompt: "none" }, "error login_required: End-User authentication is required"],
  // PKCE
  ["10", { code_challenge: CHALLENGE }, "error invalid_request: code_challenge_method must be provided"],
  [
    "10",
    { code_challenge: CHALLENGE, code_challenge_method: "plain" },
    "error invalid_request: not supported value of code_challenge_method",
  ],
  [
    "10",
    { code_challenge_method: "S256" },
    "error invalid_request: code_challenge must be provided with code_challenge_method",
  ],
  [
    "10",
    { code_challenge: "short", code_challenge_method: "S256" },
    "error invalid_request: code_challenge must be a string with a minimum length of 43 characters",
  ],
  ["2", { code_challenge: CHALLENGE, code_challenge_method: "S256" }, EMAIL_PAGE],
  // claims
  ["7", { claims: "{" }, "error invalid_request: could not parse the claims parameter JSON"],
  ["7", { claims: "[]" }, "error invalid_request: claims parameter should be a JSON object"],
  [
    "8",
    { claims: '{"id_token":{"acr":{"essential":true,"values":"eidas1"}}}' },
    "error invalid_request: invalid claims.id_token.acr.values type",
  ],
  [
    "8",
    { claims: '{"id_token":{"acr":{"essential":true,"values":["eidas1"]}}}', prompt: "none" },
    "error login_required: End-User authentication is required",
  ],
  // what the library can and this provider does not
  ["32", { request: "x.y.z" }, "error request_not_supported"],
  ["32", { request_uri: "https://elsewhere.example/r" }, "error request_uri_not_supported"],
  ["32", { registration: "{}" }, "error registration_not_supported"],
  [
    "32",
    { resource: "https://elsewhere.example" },
    "error invalid_target: resource indicator is missing, or unknown",
  ],
  // hints and the unknown
  ["7", { ui_locales: "de" }, EMAIL_PAGE],
  ["2", { anything: "x" }, EMAIL_PAGE],
  ["7", { idp_hint: "anything" }, EMAIL_PAGE],
  ["7", { login_hint: "claire.martin@mairie-sainte-exemple.example" }, "page 200 Accéder au compte"],
  ["7", { login_hint: "not an address" }, EMAIL_PAGE],
  ["7", { siret_hint: "21990001600011" }, EMAIL_PAGE],
  ["25", { siret_hint: "219 900 016 00011" }, EMAIL_PAGE],
  ["25", { siret_hint: "jean" }, REFUSAL, "server_error"],
  ["25", { siret_hint: "2199000160001" }, REFUSAL, "Bad Request"],
  ["25", { siret_hint: "jean", prompt: "none" }, "error login_required: End-User authentication is required"],
  ["2", { id_token_hint: "nonsense" }, "error invalid_request: could not validate id_token_hint"],
];

describe("MonComptePro, the authorization request", async () => {
  const { mock, application } = await startFixture(
    { scope: "openid email profile organization" },
    { scope: "openid email profile organization" },
  );

  it.each(rows)("rule %s: with %o: %s", async (_rule, changes, expected, onPage) => {
    const start = application.authorizationUrl();
    for (const [name, value] of Object.entries(changes)) {
      if (value === undefined) start.searchParams.delete(name);
      else start.searchParams.set(name, value);
    }
    const screen = await new Browser(mock.url).open(start);
    expect(outcome(screen)).toBe(expected);
    if (onPage !== undefined) expect(screen.text).toContain(onPage);
    if (!screen.left) return;
    const answer = new URLSearchParams(screen.url.hash === "" ? screen.url.search : screen.url.hash.slice(1));
    expect([answer.get("state"), answer.get("iss")]).toEqual(["state-1", mock.issuer]);
  });

  it("rule 21: a login with a pushed request works here, and the terminal says that it does so here only", async () => {
    const warn = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const pushed = await client.buildAuthorizationUrlWithPAR(application.config, {
      redirect_uri: REDIRECT_URI,
      scope: "openid",
    });
    expect(outcome(await new Browser(mock.url).open(pushed))).toBe(EMAIL_PAGE);
    expect(warn.mock.calls).toEqual([[expect.stringContaining("ends in an HTML 500")]]);
    warn.mockRestore();
  });

  it("rule 10: a refused scope is named", async () => {
    const { url } = await application.start(new Browser(mock.url), { scope: "openid phone" });
    expect(url.searchParams.get("scope")).toBe("phone");
  });

  it("rule 10: spaces come as + in the answer", async () => {
    const response = await fetch(application.authorizationUrl({ prompt: "none" }), { redirect: "manual" });
    expect(response.headers.get("location")).toContain("End-User+authentication+is+required");
  });

  it("rule 32: an error by form_post is a page with status 400 that sends itself", async () => {
    const page = await application.start(new Browser(mock.url), {
      response_mode: "form_post",
      prompt: "none",
    });
    expect(page.status).toBe(400);
    expect(page.text).toContain(`action="${REDIRECT_URI}"`);
    expect(page.text).toContain('value="login_required"');
  });

  it("rule 27: the answer goes to the plain spelling", async () => {
    const redirect_uri = "http://LOCALHOST:3000/x/../auth/callback";
    const { url } = await application.start(new Browser(mock.url), { redirect_uri, prompt: "none" });
    expect(url.href.startsWith(`${REDIRECT_URI}?`)).toBe(true);
  });

  it.each(["oidc.session", "oidc.interaction", "oidc.interaction_resume"])(
    "rule 2: the cookie %s is signed and Lax, and not Secure on http",
    async (name) => {
      const cookies = new Map<string, string>();
      let location = application.authorizationUrl({
        login_hint: "claire.martin@mairie-sainte-exemple.example",
      });
      let body: URLSearchParams | null = null;
      for (let step = 0; step < 8 && location.host === new URL(mock.url).host; step += 1) {
        const cookie = [...cookies].map(([key, line]) => `${key}=${line.split(";")[0] ?? ""}`).join("; ");
        const init: RequestInit = {
          redirect: "manual",
          headers: { cookie },
          method: body ? "POST" : "GET",
          body,
        };
        const response: Response = await fetch(location, init);
        for (const line of response.headers.getSetCookie()) {
          const [key = ""] = line.split("=");
          if (!/1970/.test(line)) cookies.set(key, line.slice(key.length + 1));
        }
        const next: string | null = response.headers.get("location");
        body = next === null ? new URLSearchParams({ password: "password123" }) : null;
        if (next !== null) location = new URL(next, location);
      }
      expect(cookies.get(name)).toMatch(/samesite=lax/i);
      expect(cookies.get(name)).toMatch(/httponly/i);
      expect(cookies.get(name)).not.toMatch(/secure/i);
      expect(cookies.has(`${name}.sig`)).toBe(true);
    },
  );
});
