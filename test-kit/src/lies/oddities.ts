import { createHash } from "node:crypto";
import {
  JSON_TYPE,
  lies,
  now,
  send,
  signedUserinfo,
  withClaims,
  withHeader,
  withUserinfo,
  type Lie,
} from "./lie.js";

const claims = { sub: "154", email: "jean@mairie.example", siret: "21920023500014" };

/** What looks odd and is true all the same: the person is logged in, and nothing of it does harm. */
export const ODDITIES: readonly Omit<Lie, "code">[] = lies("", [
  ["3.1.3.7 3. the client alone in a list", () => withClaims({ aud: ["application"] })],
  [
    "3.1.3.7 5. several audiences, and azp",
    () => withClaims({ aud: ["x", "application"], azp: "application" }),
  ],
  ["3.1.3.7 9. an exp beyond all numbers", () => withClaims({ exp: Number.MAX_VALUE })],
  ["RFC 7519 2 times with fractions", () => withClaims({ iat: now() + 0.5, exp: now() + 60.5 })],
  [
    "3.1.3.8 the right at_hash",
    ({ accessToken }) =>
      withClaims({
        at_hash: createHash("sha256").update(accessToken).digest().subarray(0, 16).toString("base64url"),
      }),
  ],
  [
    "3.3.2.11 the right c_hash",
    () =>
      withClaims({
        c_hash: createHash("sha256").update("code").digest().subarray(0, 16).toString("base64url"),
      }),
  ],
  [
    "RFC 7515 4.1.2 an address of keys (jku), which is not asked",
    (provider) => withHeader(provider, { jku: `${provider.issuer}/elsewhere` }),
  ],
  [
    "RFC 7515 4.1.5 an address of certificates (x5u), which is not asked",
    (provider) => withHeader(provider, { x5u: `${provider.issuer}/elsewhere` }),
  ],
  [
    "2 a sub of 255 characters",
    () => ({
      ...withClaims({ sub: "1".repeat(255) }),
      ...withUserinfo({ sub: "1".repeat(255) }),
    }),
  ],
  [
    "RFC 7517 5 keys that nobody knows, beside the right one",
    () => ({
      keys: (keys) => ({ keys: [{ kty: "XYZ" }, null, { kty: "oct", k: "AAAA", kid: "first" }, ...keys] }),
    }),
  ],
  [
    "RFC 6749 7.1 a type of token in small letters",
    () => ({
      tokenAnswer: (answer) => ({ ...answer, token_type: "bearer" }),
    }),
  ],
  [
    "5.3.2 JSON with a charset",
    () =>
      send("/userinfo", 200, { "content-type": "Application/JSON ; charset=UTF-8" }, JSON.stringify(claims)),
  ],
  [
    "RFC 9110 12.5.3 an answer that says that it is not packed",
    () => send("/userinfo", 200, { ...JSON_TYPE, "content-encoding": "Identity" }, JSON.stringify(claims)),
  ],
  ["5.3.2 a signed answer", (provider) => signedUserinfo(provider)],
  [
    "5.3.2 cookies, which are not kept",
    () =>
      send(
        "/userinfo",
        200,
        { ...JSON_TYPE, "set-cookie": "moncomptepro.session=x" },
        JSON.stringify(claims),
      ),
  ],
  [
    "5.6 claims named as members of Object",
    () =>
      send(
        "/userinfo",
        200,
        JSON_TYPE,
        `{"__proto__":{"isAdmin":true},"constructor":1,"toString":2,${JSON.stringify(claims).slice(1)}`,
      ),
  ],
  [
    "5.3.2 claims of other types, which count as absent",
    () => withUserinfo({ given_name: 1, phone_number: {}, label: [], is_commune: "true", family_name: null }),
  ],
  [
    "5.1 names that are scripts",
    () => withUserinfo({ given_name: "<script>alert(1)</script>", label: "</title>" }),
  ],
  ["a SIRET in groups", () => withUserinfo({ siret: "219 200\u00A0235\u202F00014" })],
  ["a SIRET with spaces around it", () => withUserinfo({ siret: " 21920023500014\n" })],
]);
