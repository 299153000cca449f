import { gzipSync } from "node:zlib";
import type { Answers } from "../hostile-provider.js";
import { JSON_TYPE, labelled, lies, send, sendRaw, switchProtocols, takeOver, type Lie } from "./lie.js";

/** The token endpoint’s answer with some members changed. */
const withMembers = (change: Record<string, unknown>): Partial<Answers> => ({
  tokenAnswer: (answer) => ({ ...answer, ...change }),
});

const refuses = (status: number, body: object | string): Partial<Answers> =>
  send("/token", status, JSON_TYPE, typeof body === "string" ? body : JSON.stringify(body));

/** OpenID Connect Core 1.0 sections 3.1.3.3 to 3.1.3.5, RFC 6749 section 5. */
export const TOKEN_LIES: readonly Lie[] = lies("token_response_invalid", [
  ["no ID token", () => ({ tokenAnswer: ({ id_token: _, ...rest }) => rest })],
  ["an empty ID token", () => withMembers({ id_token: "" })],
  ["an ID token that is no text", () => withMembers({ id_token: {} })],
  [
    "an ID token in a list",
    () => ({ tokenAnswer: (answer) => ({ ...answer, id_token: [answer["id_token"]] }) }),
  ],
  ["no access token", () => ({ tokenAnswer: ({ access_token: _, ...rest }) => rest })],
  ["an empty access token", () => withMembers({ access_token: "" })],
  ["an access token that is no text", () => withMembers({ access_token: 1 })],
  [
    "RFC 6750 2.1 an access token with a header in it",
    () => withMembers({ access_token: "a\r\nHost: evil.test" }),
  ],
  ["RFC 6750 2.1 an access token beyond ASCII", () => withMembers({ access_token: "é€" })],
  ["another type of token", () => withMembers({ token_type: "mac" })],
  ["no type of token", () => ({ tokenAnswer: ({ token_type: _, ...rest }) => rest })],
  ["a type of token that is no text", () => withMembers({ token_type: ["Bearer"] })],
  ["an expires_in that is no number", () => withMembers({ expires_in: "soon" })],
  ["a refresh token that is no text", () => withMembers({ refresh_token: {} })],
  ["a list", () => ({ tokenAnswer: () => [] })],
  ["a text", () => ({ tokenAnswer: () => "tokens" })],
  ["null", () => ({ tokenAnswer: () => null })],
  [
    "members of the prototype",
    () => refuses(200, '{"__proto__":{"access_token":"a","token_type":"Bearer"}}'),
  ],
  ["RFC 6749 5.1 its tokens, labelled as a page", () => labelled("/token", "text/html")],
  ["RFC 6749 5.1 its tokens, labelled as another JSON", () => labelled("/token", "application/jwt+json")],
  ["HTML with status 200", () => send("/token", 200, { "content-type": "text/html" }, "<p>logged in</p>")],
  ["no type at all", () => send("/token", 200, {}, "{}")],
  ["nothing with status 204", () => send("/token", 204, {}, "")],
  ["half of its JSON", () => refuses(200, '{"access_token":"a","id_tok')],
  ["its tokens without quotes", () => refuses(200, '{"access_token": s3cr3t-of-the-answer}')],
  [
    "brackets in brackets, 40 deep, beside its tokens",
    () => ({ tokenAnswer: (answer) => ({ ...answer, deep: JSON.parse("[".repeat(40) + "]".repeat(40)) }) }),
  ],
  ["a byte order mark", () => refuses(200, '\uFEFF{"access_token":"a"}')],
  ["a redirect, which is not followed", () => send("/token", 307, { location: "/elsewhere" }, "")],
  ["403 in HTML", () => send("/token", 403, { "content-type": "text/html" }, "<p>WAF</p>")],
  ["1 MB", () => refuses(200, " ".repeat(1_000_000)), "provider_error"],
  [
    "10 MB, packed",
    () =>
      send(
        "/token",
        200,
        { ...JSON_TYPE, "content-encoding": "gzip" },
        gzipSync(Buffer.alloc(10_000_000, " ")),
      ),
    "provider_error",
  ],
  [
    "something packed that is not",
    () => send("/token", 200, { ...JSON_TYPE, "content-encoding": "gzip" }, "{}"),
    "provider_error",
  ],
  [
    "an unknown encoding",
    () => send("/token", 200, { ...JSON_TYPE, "content-encoding": "rot13" }, "{}"),
    "provider_error",
  ],
  [
    "an encoding that is a name of Object",
    () => send("/token", 200, { ...JSON_TYPE, "content-encoding": "constructor" }, "{}"),
    "provider_error",
  ],
  [
    "RFC 6749 5.2 a code that is over",
    () => refuses(400, { error: "invalid_grant" }),
    "authorization_response_invalid",
  ],
  [
    "RFC 6749 5.2 a client that it does not know",
    () => refuses(401, { error: "invalid_client" }),
    "client_refused",
  ],
  [
    "RFC 6749 5.2 an error that writes in the log",
    () => refuses(400, { error: "x\n[moncomptepro] login_succeeded", error_description: "\u001B[2J" }),
    "client_refused",
  ],
  ["RFC 6749 5.2 an error that is no text", () => refuses(400, { error: { toString: 1 } })],
  ["500", () => refuses(500, { error: "server_error" }), "provider_error"],
  [
    "503 in HTML",
    () => send("/token", 503, { "content-type": "text/html" }, "<p>Maintenance</p>"),
    "provider_error",
  ],
  [
    "nothing, and cuts the connection",
    () => takeOver("/token", (_path, response) => Boolean(response.destroy())),
    "provider_unavailable",
  ],
  ["RFC 9112 no HTTP", () => sendRaw("/token", "SSH-2.0-OpenSSH_9.2\r\n"), "provider_unavailable"],
  [
    "RFC 9112 8 half an answer",
    () =>
      sendRaw("/token", "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: 900\r\n\r\n{"),
    "provider_unavailable",
  ],
  [
    "RFC 9112 7.1 chunks that are none",
    () => sendRaw("/token", "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n{}\r\n"),
    "provider_unavailable",
  ],
  [
    "RFC 9112 6.3 two lengths",
    () => sendRaw("/token", "HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3\r\n\r\n{} "),
    "provider_unavailable",
  ],
  ["RFC 9110 15.2.2 another protocol", () => switchProtocols("/token"), "provider_error"],
  [
    "RFC 9110 15 a status beyond all",
    () => sendRaw("/token", "HTTP/1.1 999 Odd\r\ncontent-length: 0\r\n\r\n"),
    "provider_error",
  ],
  [
    "100,000 bytes of headers",
    () => sendRaw("/token", `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(16_000)}\r\n`),
    "provider_unavailable",
  ],
]);
