import { JSON_TYPE, lies, send, sendRaw, switchProtocols, takeOver, type Lie } from "./lie.js";

/** RFC 7517 section 5, OpenID Connect Core 1.0 section 10.1: an application that has just started reads the set of keys. */
export const KEYS_LIES: readonly Lie[] = lies("provider_error", [
  ["500", () => send("/jwks", 500, JSON_TYPE, '{"keys":[]}')],
  ["HTML", () => send("/jwks", 200, { "content-type": "text/html" }, "<p>Clefs</p>")],
  ["a list", () => ({ keys: () => [] })],
  ["no list of keys", () => ({ keys: () => ({}) })],
  ["keys that are an object", () => ({ keys: (keys) => ({ keys: { 0: keys[0], length: 1 } }) })],
  ["1 MB", () => send("/jwks", 200, JSON_TYPE, " ".repeat(1_000_000))],
  ["a redirect, which is not followed", () => send("/jwks", 302, { location: "/elsewhere" }, "")],
  ["no key at all", () => ({ keys: () => ({ keys: [] }) }), "id_token_invalid"],
  [
    "keys that are none",
    () => ({ keys: () => ({ keys: [null, 1, "RSA", [], {}, { kty: "RSA" }, { kty: { toString: 1 } }] }) }),
    "id_token_invalid",
  ],
  [
    "a key under the right kid without its numbers",
    () => ({ keys: () => ({ keys: [{ kty: "RSA", kid: "first", n: "", e: "" }] }) }),
    "id_token_invalid",
  ],
  [
    "a key under the right kid with numbers that are none",
    () => ({ keys: () => ({ keys: [{ kty: "RSA", kid: "first", n: 3, e: ["AQAB"] }] }) }),
    "id_token_invalid",
  ],
  [
    "a key under the right kid of a million bits",
    () => ({ keys: () => ({ keys: [{ kty: "RSA", kid: "first", n: "z".repeat(170_000), e: "AQAB" }] }) }),
    "id_token_invalid",
  ],
  [
    "the key for encryption only, and a symmetric one",
    () => ({
      keys: (keys) => ({
        keys: [{ kty: "oct", k: "AAAA", kid: "oct" }, ...keys.map((key) => ({ ...key, use: "enc" }))],
      }),
    }),
    "id_token_invalid",
  ],
  ["RFC 9110 15.2.2 another protocol", () => switchProtocols("/jwks")],
  [
    "half an answer",
    () => sendRaw("/jwks", "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"),
    "provider_unavailable",
  ],
  [
    "nothing, and cuts the connection",
    () => takeOver("/jwks", (_path, response) => Boolean(response.destroy())),
    "provider_unavailable",
  ],
]);
