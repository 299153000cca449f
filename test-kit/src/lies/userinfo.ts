import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { foreignKey } from "../hostile-provider.js";
import {
  encode,
  JSON_TYPE,
  lies,
  now,
  send,
  sendRaw,
  signedUserinfo,
  takeOver,
  withUserinfo,
  type Lie,
} from "./lie.js";

const HONEST = '{"sub":"154","email":"jean@mairie.example","siret":"21920023500014"}';

/** Ways to pack an answer; the last ones name several, or nothing that packs. */
const packings: [encoding: string, pack: (text: string) => Buffer | string][] = [
  ["gzip", (text) => gzipSync(text)],
  ["GZIP", (text) => gzipSync(text)],
  ["x-gzip", (text) => gzipSync(text)],
  ["deflate", (text) => deflateSync(text)],
  ["br", (text) => brotliCompressSync(text)],
  ["identity, gzip", (text) => gzipSync(text)],
  ["zstd", (text) => text],
];

/** OpenID Connect Core 1.0 sections 5.3.2 to 5.3.4, and 16.11 (token substitution). */
export const USERINFO_LIES: readonly Lie[] = lies("userinfo_invalid", [
  ["5.3.4 another sub", () => withUserinfo({ sub: "155" })],
  ["5.3.2 no sub", () => ({ userinfoClaims: ({ sub: _, ...claims }) => claims })],
  ["5.3.4 a sub that is a list", () => withUserinfo({ sub: ["154"] })],
  ["5.3.4 a sub that is a number", () => withUserinfo({ sub: 154 })],
  ["5.3.4 a sub with a space", () => withUserinfo({ sub: "154 " })],
  [
    "5.3.4 a sub twice, the last one another",
    () => send("/userinfo", 200, JSON_TYPE, '{"sub":"154","sub":"155"}'),
  ],
  ["5.3.4 a sub in the prototype", () => send("/userinfo", 200, JSON_TYPE, '{"__proto__":{"sub":"154"}}')],
  ["5.3.2 HTML", () => send("/userinfo", 200, { "content-type": "text/html" }, '{"sub":"154"}')],
  ["5.3.2 no type at all", () => send("/userinfo", 200, {}, '{"sub":"154"}')],
  [
    "5.3.2 a type that only begins well",
    () => send("/userinfo", 200, { "content-type": "application/jsonp" }, "{}"),
  ],
  [
    "5.3.2 JSON where its type says a JWT",
    () => send("/userinfo", 200, { "content-type": "application/jwt" }, "{}"),
  ],
  ["5.3.2 a list", () => ({ userinfo: () => [] }), "provider_error"],
  ["5.3.2 null", () => ({ userinfo: () => null }), "provider_error"],
  [
    "RFC 8259 8.1 a byte order mark",
    () => send("/userinfo", 200, JSON_TYPE, '\uFEFF{"sub":"154"}'),
    "provider_error",
  ],
  [
    "RFC 8259 8.1 JSON in another charset",
    () =>
      send(
        "/userinfo",
        200,
        { "content-type": "application/json; charset=utf-16" },
        Buffer.from('{"sub":"154"}', "utf16le"),
      ),
    "provider_error",
  ],
  ...packings.map(([encoding, pack]): [string, Lie["answers"], string] => [
    `RFC 9110 12.5.3 an answer in ${encoding}, which was not asked for`,
    () => send("/userinfo", 200, { ...JSON_TYPE, "content-encoding": encoding }, pack(HONEST)),
    "provider_error",
  ]),
  [
    "RFC 8259 9 200 kB of quotes",
    () => send("/userinfo", 200, JSON_TYPE, `{"a":"${'\\"'.repeat(120_000)}`),
    "provider_error",
  ],
  [
    "5.3.3 401",
    () => send("/userinfo", 401, { "www-authenticate": 'Bearer error="invalid_token"' }, ""),
    "provider_error",
  ],
  [
    "5.3.3 claims with status 203",
    () => send("/userinfo", 203, JSON_TYPE, '{"sub":"154"}'),
    "provider_error",
  ],
  ["nothing with status 204", () => send("/userinfo", 204, {}, ""), "provider_error"],
  [
    "a redirect, which is not followed",
    () => send("/userinfo", 302, { location: "/elsewhere" }, ""),
    "provider_error",
  ],
  ["a redirect to itself", () => send("/userinfo", 308, { location: "/userinfo" }, ""), "provider_error"],
  ["1 MB", () => send("/userinfo", 200, JSON_TYPE, " ".repeat(1_000_000)), "provider_error"],
  [
    "nothing, and cuts the connection",
    () => takeOver("/userinfo", (_path, response) => Boolean(response.destroy())),
    "provider_unavailable",
  ],
  [
    "RFC 9112 8 half an answer",
    () => sendRaw("/userinfo", "HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{"),
    "provider_unavailable",
  ],
  ["RFC 9112 no HTTP", () => sendRaw("/userinfo", "\0\u0001\u0002"), "provider_unavailable"],
  [
    "RFC 8725 3.2 a JWT without a signature (alg none)",
    ({ issuer, clientId }) => ({
      userinfo: (claims) =>
        `${encode({ alg: "none" })}.${encode({ ...claims, iss: issuer, aud: clientId })}.`,
    }),
  ],
  [
    "16.11 the ID token of another person",
    (provider) => signedUserinfo(provider, { sub: "155", nonce: "n", exp: now() + 60 }),
  ],
  ["5.3.4 a JWT with another sub", (provider) => signedUserinfo(provider, { sub: "155" })],
  [
    "5.3.2 a JWT without issuer",
    (provider) => ({ userinfo: (claims) => provider.sign({ ...claims, aud: provider.clientId }) }),
  ],
  [
    "5.3.2 a JWT without audience",
    (provider) => ({ userinfo: (claims) => provider.sign({ ...claims, iss: provider.issuer }) }),
  ],
  ["5.3.2 a JWT for another client", (provider) => signedUserinfo(provider, { aud: "other" })],
  ["5.3.2 a JWT of another issuer", (provider) => signedUserinfo(provider, { iss: "https://other.example" })],
  ["RFC 7519 4.1.4 an expired JWT", (provider) => signedUserinfo(provider, { exp: now() - 60 })],
  ["RFC 7519 4.1.4 a JWT with exp as a text", (provider) => signedUserinfo(provider, { exp: "never" })],
  ["RFC 7519 4.1.6 a JWT from the future", (provider) => signedUserinfo(provider, { iat: now() + 3600 })],
  ["RFC 7519 4.1.6 a JWT with iat as a text", (provider) => signedUserinfo(provider, { iat: "now" })],
  [
    "RFC 8725 3.11 a logout token",
    (provider) => ({
      userinfo: (claims) =>
        provider.sign({ ...claims, iss: provider.issuer, aud: provider.clientId }, undefined, {
          typ: "logout+jwt",
        }),
    }),
  ],
  [
    "5.3.2 a JWT signed with a foreign key",
    async (provider) => {
      const foreign = await foreignKey("first");
      return {
        userinfo: (claims) =>
          provider.sign({ ...claims, iss: provider.issuer, aud: provider.clientId }, foreign),
      };
    },
  ],
]);
