import fc from "fast-check";
import { REDIRECT_URI } from "./relying-party.js";

/** A request that makes no sense, or almost. A path that begins with `live/` is a page of a login on its way. */
export interface Garbage {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** Parameters that the provider knows, names of Object, and one that is none. */
const names = `
  client_id client_secret redirect_uri response_type response_mode scope state nonce prompt max_age claims
  acr_values login_hint siret_hint sp_name ui_locales request request_uri resource id_token_hint
  code_challenge code_challenge_method registration grant_type code code_verifier client_assertion
  client_assertion_type token access_token post_logout_redirect_uri xsrf logout login password persona siret
  given_name __proto__ constructor toString a[b] a[]
`.split(/\s+/);
const values = [
  "moncomptepro-demo",
  "moncomptepro-demo-secret",
  REDIRECT_URI,
  "code",
  "openid",
  "openid email",
  "none",
  "login",
  "authorization_code",
  "town-hall-agent",
  "select_organization",
  "update_userinfo",
  "S256",
  "form_post",
  "query",
  '{"id_token":{"acr":{"essential":true,"value":null}}}',
  '{"userinfo":null}',
  "[]",
  "null",
  "{",
  "-1",
  "1e999",
  "21990001600011",
  "__proto__",
  "../../etc/passwd",
  "<script>alert(1)</script>",
  "\u0000",
  "\r\nSet-Cookie: a=b",
];
const someText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...values) },
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ maxLength: 20 }).map((text) => text.repeat(200)),
);
const step = fc
  .constantFrom(
    "email",
    "persona",
    "password",
    "second-factor",
    "organization",
    "identity",
    "userinfo",
    "continue",
    "abort",
    "error",
  )
  .map((name) => `live/${name}`);

/** For any endpoint. */
const anyRequest = fc.record<Garbage>({
  method: fc.constantFrom("GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"),
  path: fc.oneof(
    fc.constantFrom(
      "/",
      "/.well-known/openid-configuration",
      "/oauth/.well-known/openid-configuration",
      "/oauth/authorize",
      "/oauth/token",
      "/oauth/userinfo",
      "/oauth/jwks",
      "/oauth/logout",
      "/oauth/logout/confirm",
      "/oauth/request",
      "/oauth/token/introspection",
      "/oauth/authorize/x",
      "/users/start-sign-in/",
      "/favicon.ico",
      "/interaction/x",
    ),
    step,
    fc.constantFrom("faults", "requests", "log-in", "backchannel-logout").map((name) => `/mock/${name}`),
    fc.webPath(),
  ),
  parameters: fc.array(fc.tuple(fc.constantFrom(...names), someText), { maxLength: 8 }),
  headers: fc.dictionary(
    fc.constantFrom(
      "authorization",
      "content-type",
      "origin",
      "accept",
      "cookie",
      "accept-language",
      "dpop",
      "x-forwarded-host",
    ),
    fc.oneof(
      fc.constantFrom(
        "Basic eDp5",
        "Basic \u00FF",
        "Bearer x",
        "Bearer  ",
        "application/json",
        "text/html",
        "null",
        "*/*;q=x",
      ),
      fc.constantFrom(
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x",
        "https://evil.example",
      ),
      fc.string({ maxLength: 100 }).map((text) => text.replaceAll(/[^\x20-\x7E]/g, "")),
    ),
    { maxKeys: 3 },
  ),
  body: fc.oneof(
    { weight: 4, arbitrary: fc.constant(undefined) },
    fc.uint8Array({ maxLength: 500 }),
    fc.json().map((text) => new TextEncoder().encode(text)),
    fc.constant(new Uint8Array(100_000).fill(0x61)),
  ),
});

const FIELDS = ["login", "password", "persona", "siret", "given_name", "family_name", "phone_number", "job"];

/** A form of the provider’s pages, that no person filled in. */
const form = fc.record<Garbage>({
  method: fc.constant("POST"),
  path: step,
  parameters: fc.array(fc.tuple(fc.constantFrom(...FIELDS), someText), { minLength: 1, maxLength: 4 }),
  headers: fc.constant({}),
  body: fc.constant(undefined),
});

export const garbage: fc.Arbitrary<Garbage> = fc.oneof(anyRequest, form);
