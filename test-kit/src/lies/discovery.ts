import { gzipSync } from "node:zlib";
import type { Answers } from "../hostile-provider.js";
import { DISCOVERY, JSON_TYPE, lies, send, sendRaw, switchProtocols, takeOver, type Lie } from "./lie.js";

/** The discovery document with some members changed. */
const withMembers = (change: Record<string, unknown>): Partial<Answers> => ({
  discovery: (document) => ({ ...document, ...change }),
});

const answers = (body: string): Partial<Answers> => send(DISCOVERY, 200, JSON_TYPE, body);

/** OpenID Connect Discovery 1.0 section 4, RFC 8414 section 3: the login stops before it starts. */
export const DISCOVERY_LIES: readonly Lie[] = lies("provider_error", [
  ["500", () => send(DISCOVERY, 500, JSON_TYPE, "{}")],
  [
    "404 with a document",
    () =>
      takeOver(DISCOVERY, (_path, response) => {
        response.writeHead(404, JSON_TYPE).end("{}");
        return true;
      }),
  ],
  ["no JSON", () => answers("<html>")],
  ["nothing", () => answers("")],
  ["a byte order mark", () => answers("\uFEFF{}")],
  ["1 MB", () => answers(" ".repeat(1_000_000))],
  [
    "10 MB, packed",
    () =>
      send(
        DISCOVERY,
        200,
        { ...JSON_TYPE, "content-encoding": "gzip" },
        gzipSync(Buffer.alloc(10_000_000, " ")),
      ),
  ],
  ["10,000 brackets", () => answers(`{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`)],
  // Read by an expression that goes back at each quote, this takes a processor for a quarter of a minute.
  ["250 kB of quotes", () => answers(`{"a":"${'\\"'.repeat(125_000)}`)],
  ["250 kB of brackets", () => answers("[{".repeat(125_000))],
  ["a document elsewhere", () => send(DISCOVERY, 302, { location: "/elsewhere" }, "")],
  ["a list", () => ({ discovery: () => [] })],
  ["null", () => ({ discovery: () => null })],
  ["no token endpoint", () => ({ discovery: ({ token_endpoint: _, ...document }) => document })],
  ["no keys", () => ({ discovery: ({ jwks_uri: _, ...document }) => document })],
  [
    "endpoints in the prototype",
    ({ issuer }) => answers(`{"issuer":"${issuer}","__proto__":{"jwks_uri":"${issuer}/jwks"}}`),
  ],
  ["an endpoint over plain http", () => withMembers({ token_endpoint: "http://other.example/token" })],
  [
    "an endpoint on a host that only begins as ours",
    () => withMembers({ jwks_uri: "http://localhost.evil.test/jwks" }),
  ],
  ["an endpoint on all addresses of the machine", () => withMembers({ jwks_uri: "http://0.0.0.0/jwks" })],
  [
    "an endpoint with a user name and a password",
    () => withMembers({ token_endpoint: "https://a:b@other.example/token" }),
  ],
  [
    "an endpoint with a user name",
    () => withMembers({ userinfo_endpoint: "https://a@other.example/userinfo" }),
  ],
  [
    "an endpoint with a fragment",
    ({ issuer }) => withMembers({ authorization_endpoint: `${issuer}/authorize#x` }),
  ],
  ["an endpoint that is a number", () => withMembers({ userinfo_endpoint: 1 })],
  ["an endpoint in a list", ({ issuer }) => withMembers({ jwks_uri: [`${issuer}/jwks`] })],
  ["an endpoint that is a path", () => withMembers({ token_endpoint: "/token" })],
  ["an endpoint that is a script", () => withMembers({ authorization_endpoint: "javascript:alert(1)" })],
  ["an endpoint that is a file", () => withMembers({ jwks_uri: "file:///etc/passwd" })],
  ["an endpoint that is data", () => withMembers({ jwks_uri: "data:application/json,{}" })],
  ["a logout that is a script", () => withMembers({ end_session_endpoint: "javascript:alert(1)" })],
  ["another issuer", () => withMembers({ issuer: "https://other.example" }), "issuer_mismatch"],
  [
    "an issuer that only begins as ours",
    ({ issuer }) => withMembers({ issuer: `${issuer}/x` }),
    "issuer_mismatch",
  ],
  ["two final slashes", ({ issuer }) => withMembers({ issuer: `${issuer}//` }), "issuer_mismatch"],
  ["the issuer in a list", ({ issuer }) => withMembers({ issuer: [issuer] }), "issuer_mismatch"],
  ["no issuer", () => ({ discovery: ({ issuer: _, ...document }) => document }), "issuer_mismatch"],
  [
    "a cut connection",
    () => takeOver(DISCOVERY, (_path, response) => Boolean(response.destroy())),
    "provider_unavailable",
  ],
  ["RFC 9110 15.2.2 another protocol", () => switchProtocols(DISCOVERY)],
  [
    "half an answer",
    () => sendRaw(DISCOVERY, "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"),
    "provider_unavailable",
  ],
  ["no HTTP", () => sendRaw(DISCOVERY, "\u0016\u0003\u0001"), "provider_unavailable"],
]);
