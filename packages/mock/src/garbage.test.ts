import { request } from "node:http";
import { connect } from "node:net";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { REDIRECT_URI, RelyingParty } from "../test/relying-party.js";
import { type MockProvider, startMockProvider } from "./index.js";

let mock: MockProvider;
let application: RelyingParty;
beforeAll(async () => {
  mock = await startMockProvider();
  application = await RelyingParty.discover(mock);
});
beforeEach(() => mock.reset());
afterAll(() => mock.stop());

/** A login on its way, with the cookies that belong to it. */
async function startInteraction(isSignedIn: boolean): Promise<{ path: string; cookie: string }> {
  const started = await fetch(application.authorizationUrl(), { redirect: "manual" });
  const cookies = started.headers.getSetCookie();
  const path = started.headers.get("location") ?? "";
  const headers = { cookie: cookies.map((line) => line.split(";")[0]).join("; ") };
  if (!isSignedIn) return { path, cookie: headers.cookie };
  const body = new URLSearchParams({ persona: "three-organizations" });
  const url = `${mock.url}${path}/persona`;
  const signedIn = await fetch(url, { method: "POST", body, headers, redirect: "manual" });
  const [session] = (signedIn.headers.getSetCookie()[0] ?? "").split(";");
  return { path, cookie: `${headers.cookie}; ${session}` };
}

/** Whatever was sent, the next person logs in. */
async function stillWorks(): Promise<void> {
  const url = await mock.logIn(application.authorizationUrl(), "town-hall-agent");
  const screen = { url, left: true, status: 303, text: "", headers: new Headers() };
  expect((await application.finish(screen)).idToken.sub).toBe("101");
}

interface Garbage {
  readonly method: string;
  readonly path: string;
  readonly parameters: readonly (readonly [string, string])[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | undefined;
}

/** The status of the answer. */
async function send({ method, path, parameters, headers, body }: Garbage): Promise<number> {
  const query = new URLSearchParams(parameters.map((pair) => [...pair])).toString();
  const isForm = body === undefined && method === "POST";
  return new Promise((resolve, reject) => {
    const target = isForm || query === "" ? path : `${path}?${query}`;
    const type = isForm ? { "content-type": "application/x-www-form-urlencoded" } : {};
    const options = {
      host: "127.0.0.1",
      port: mock.port,
      method,
      path: target,
      headers: { ...type, ...headers },
      agent: false,
    };
    const sent = request(options, (answer) => {
      answer.resume().once("end", () => resolve(answer.statusCode ?? 0));
    });
    sent.once("error", reject);
    sent.end(isForm ? query : method === "GET" || method === "HEAD" ? undefined : body);
  });
}

const names = [
  ...[
    "client_id",
    "client_secret",
    "redirect_uri",
    "response_type",
    "response_mode",
    "scope",
    "state",
    "nonce",
  ],
  ...[
    "prompt",
    "max_age",
    "claims",
    "acr_values",
    "login_hint",
    "siret_hint",
    "sp_name",
    "ui_locales",
    "request",
  ],
  ...["request_uri", "resource", "id_token_hint", "code_challenge", "code_challenge_method", "registration"],
  ...[
    "grant_type",
    "code",
    "code_verifier",
    "client_assertion",
    "client_assertion_type",
    "token",
    "access_token",
  ],
  ...["post_logout_redirect_uri", "xsrf", "logout", "login", "password", "persona", "siret", "given_name"],
  ...["__proto__", "constructor", "toString", "a[b]", "a[]", ""],
];
const values = [
  ...[
    "moncomptepro-demo",
    "moncomptepro-demo-secret",
    REDIRECT_URI,
    "code",
    "openid",
    "openid email",
    "none",
    "login",
  ],
  ...[
    "authorization_code",
    "town-hall-agent",
    "select_organization",
    "update_userinfo",
    "S256",
    "form_post",
    "query",
  ],
  ...[
    '{"id_token":{"acr":{"essential":true,"value":null}}}',
    '{"userinfo":null}',
    "[]",
    "null",
    "{",
    "-1",
    "1e999",
  ],
  ...[
    "21990001600011",
    "__proto__",
    "../../etc/passwd",
    "<script>alert(1)</script>",
    "\u0000",
    "\r\nSet-Cookie: a=b",
  ],
];
const someText = fc.oneof(
  { weight: 3, arbitrary: fc.constantFrom(...values) },
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ maxLength: 20 }).map((text) => text.repeat(200)),
);
const garbage = fc.record<Garbage>({
  method: fc.constantFrom("GET", "POST", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"),
  path: fc.oneof(
    fc.constantFrom(
      ...[
        "/",
        "/.well-known/openid-configuration",
        "/oauth/.well-known/openid-configuration",
        "/oauth/authorize",
      ],
      ...[
        "/oauth/token",
        "/oauth/userinfo",
        "/oauth/jwks",
        "/oauth/logout",
        "/oauth/logout/confirm",
        "/oauth/request",
      ],
      ...[
        "/oauth/token/introspection",
        "/oauth/authorize/x",
        "/users/start-sign-in/",
        "/favicon.ico",
        "/interaction/x",
      ],
    ),
    fc
      .constantFrom("email", "persona", "password", "organization", "userinfo", "continue", "abort", "error")
      .map((step) => `live/${step}`),
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
  body: fc.option(
    fc.oneof(
      fc.uint8Array({ maxLength: 500 }),
      fc.json().map((text) => new TextEncoder().encode(text)),
      fc.constant(new Uint8Array(100_000).fill(0x61)),
    ),
    { nil: undefined },
  ),
});

describe("garbage", () => {
  it("is answered at every endpoint, by no error of the server", async () => {
    await fc.assert(
      fc.asyncProperty(garbage, fc.boolean(), async (sent, isSignedIn) => {
        const login = sent.path.startsWith("live/") ? await startInteraction(isSignedIn) : undefined;
        const path = login ? sent.path.replace("live", login.path) : sent.path;
        const headers = login ? { ...sent.headers, cookie: login.cookie } : sent.headers;
        const status = await send({ ...sent, path, headers });
        expect(status).toBeGreaterThanOrEqual(200);
        // 502 is what the control route says of a login that cannot be.
        if (path !== "/mock/log-in") expect(status).toBeLessThan(500);
      }),
      { numRuns: 1_500 },
    );
    await stillWorks();
  }, 60_000);

  it.each([
    ["no HTTP", "\u0016\u0003\u0001\u0000"],
    ["half a request", "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900\r\n\r\nx"],
    [
      "two lengths",
      "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\nxx",
    ],
    [
      "chunks that are none",
      "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
    ["no host", "GET /oauth/jwks HTTP/1.1\r\n\r\n"],
    ["an address that is none", "GET //[ HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["another address", "GET http://evil.example/oauth/jwks HTTP/1.1\r\nHost: localhost\r\n\r\n"],
    ["100,000 bytes of headers", `GET / HTTP/1.1\r\n${"x: y\r\n".repeat(16_000)}\r\n`],
    ["a tunnel", "CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example\r\n\r\n"],
    [
      "another protocol",
      "GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n",
    ],
  ])("with %s in place of a request, it goes on", async (_name, bytes) => {
    const socket = connect(mock.port, "127.0.0.1");
    socket.on("error", () => socket.destroy());
    socket.resume().end(bytes, "latin1");
    await stillWorks();
    socket.destroy();
  });
});
