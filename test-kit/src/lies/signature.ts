import { createHmac, generateKeyPairSync, KeyObject, sign } from "node:crypto";
import { CompactEncrypt, exportJWK, importJWK, SignJWT, type JWTPayload } from "jose";
import {
  foreignKey,
  makeKey,
  type Answers,
  type HostileProvider,
  type SigningKey,
} from "../hostile-provider.js";
import { encode, lies, signed, withHeader, type Lie } from "./lie.js";

/** An ID token under HS256 with any key that the attacker may know. */
const symmetric = (key: string): Partial<Answers> =>
  signed((claims) => new SignJWT(claims).setProtectedHeader({ alg: "HS256" }).sign(Buffer.from(key)));

/** A token that says it is signed by the provider’s key, whatever its header adds, and is signed by a foreign one. */
const foreignWithHeader = async (
  provider: HostileProvider,
  header: (foreign: SigningKey) => Record<string, unknown>,
): Promise<Partial<Answers>> => {
  const foreign = await foreignKey("first");
  return signed((claims) => provider.sign(claims, foreign, header(foreign)));
};

/** A token of which parts are written by hand: the signature is true where they were not touched. */
const rewritten = (provider: HostileProvider, rewrite: (parts: string[]) => string[]): Partial<Answers> =>
  signed(async (claims) => rewrite((await provider.sign(claims)).split(".")).join("."));

/** A token signed by hand, for what no library makes. */
const signedByHand = (
  header: object,
  signer: (input: Buffer) => Buffer,
  payload: (claims: JWTPayload) => unknown = (claims) => claims,
): Partial<Answers> =>
  signed(async (claims) => {
    const input = `${encode(header)}.${encode(await payload(claims))}`;
    return `${input}.${signer(Buffer.from(input)).toString("base64url")}`;
  });

const nothing = (): Buffer => Buffer.alloc(256);

/** Signs as the provider does. */
const truly =
  ({ keys: [key] }: HostileProvider): ((input: Buffer) => Buffer) =>
  (input) => {
    if (!key) throw new Error("no key");
    return sign("sha256", input, KeyObject.from(key.privateKey));
  };

/** OpenID Connect Core 1.0 section 3.1.3.7 points 6 to 8, RFC 7515 to 7519, RFC 8725. */
export const SIGNATURE_LIES: readonly Lie[] = lies("id_token_invalid", [
  ["6. a foreign key under the right kid", (provider) => foreignWithHeader(provider, () => ({}))],
  [
    "6. an unknown key",
    async (provider) => {
      const foreign = await foreignKey("unknown");
      return signed((claims) => provider.sign(claims, foreign));
    },
  ],
  [
    "RFC 8725 3.10 a key in the header (jwk)",
    (provider) => foreignWithHeader(provider, ({ jwk }) => ({ jwk })),
  ],
  [
    "RFC 8725 3.10 an address of keys in the header (jku)",
    (provider) => foreignWithHeader(provider, () => ({ jku: `${provider.issuer}/elsewhere` })),
  ],
  [
    "RFC 8725 3.10 an address of certificates in the header (x5u, x5c)",
    (provider) => foreignWithHeader(provider, () => ({ x5u: `${provider.issuer}/elsewhere`, x5c: ["AA=="] })),
  ],
  ["RFC 8725 3.2 no signature (alg none)", () => signed(async (claims) => unsigned("none", claims))],
  ["RFC 8725 3.2 no signature (alg NoNe)", () => signed(async (claims) => unsigned("NoNe", claims))],
  [
    "RFC 8725 3.2 alg none over a true signature",
    (provider) =>
      rewritten(provider, ([, payload = "", signature = ""]) => [
        encode({ alg: "none" }),
        payload,
        signature,
      ]),
  ],
  [
    "6. a true token without its signature",
    (provider) => rewritten(provider, ([header = "", payload = ""]) => [header, payload, ""]),
  ],
  [
    "6. a changed payload",
    (provider) =>
      signed(async (claims) => {
        const [header, , signature] = (await provider.sign(claims)).split(".");
        return [header, encode({ ...claims, sub: "1" }), signature].join(".");
      }),
  ],
  ["7. HS256 with the client secret, not registered", ({ clientSecret }) => symmetric(clientSecret)],
  ["RFC 8725 2.1 HS256 with the public key", ({ keys }) => symmetric(JSON.stringify(keys[0]?.jwk))],
  ["RFC 8725 2.1 HS256 with the modulus of the public key", ({ keys }) => symmetric(keys[0]?.jwk.n ?? "n")],
  [
    "RFC 8725 3.5 HS256 with an empty key",
    () => signedByHand({ alg: "HS256" }, (input) => createHmac("sha256", "").update(input).digest()),
  ],
  [
    "RFC 8725 3.5 HS256 with a key of the set",
    () => {
      const k = "a key that everybody can read, so no key";
      return {
        keys: (keys) => ({ keys: [...keys, { kty: "oct", k: encode(k), kid: "oct", alg: "HS256" }] }),
        ...signed((claims) =>
          new SignJWT(claims).setProtectedHeader({ alg: "HS256", kid: "oct" }).sign(Buffer.from(k)),
        ),
      };
    },
  ],
  [
    "RFC 8725 3.1 another RSA padding than the key is for (PS256)",
    (provider) =>
      signed(async (claims) => {
        const [key] = provider.keys;
        const privateKey = await importJWK(await exportJWK(key?.privateKey ?? new Uint8Array()), "PS256");
        return new SignJWT(claims).setProtectedHeader({ alg: "PS256", kid: "first" }).sign(privateKey);
      }),
  ],
  [
    "RFC 8725 3.1 RS256 by an elliptic key",
    async (provider) => {
      const key = await makeKey("ES256", "curve");
      return {
        keys: (keys) => ({ keys: [...keys, { ...key.jwk, alg: "RS256" }] }),
        ...signed(async (claims) => {
          const token = await provider.sign(claims, key);
          return [encode({ alg: "RS256", kid: "curve" }), ...token.split(".").slice(1)].join(".");
        }),
      };
    },
  ],
  [
    "RFC 7518 3.4 an ES256 signature of zeros (CVE-2022-21449)",
    async () => {
      const { jwk } = await makeKey("ES256", "curve");
      return {
        keys: (keys) => ({ keys: [...keys, jwk] }),
        ...signedByHand({ alg: "ES256", kid: "curve" }, () => Buffer.alloc(64)),
      };
    },
  ],
  [
    "RFC 7518 3.3 a key of 1,024 bits",
    () => {
      const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
      const jwk = { ...weak.publicKey.export({ format: "jwk" }), kid: "weak", alg: "RS256", use: "sig" };
      return {
        keys: (keys) => ({ keys: [...keys, jwk] }),
        ...signedByHand({ alg: "RS256", kid: "weak" }, (input) => sign("sha256", input, weak.privateKey)),
      };
    },
  ],
  [
    "RFC 8725 3.1 an algorithm that is not registered (RS1)",
    () => signedByHand({ alg: "RS1", kid: "first" }, nothing),
  ],
  [
    "RFC 7517 4.2 a key that is for encryption (use)",
    async (provider) => {
      const key = await foreignKey("encryption");
      return {
        keys: (keys) => ({ keys: [...keys, { ...key.jwk, use: "enc" }] }),
        ...signed((claims) => provider.sign(claims, key)),
      };
    },
  ],
  [
    "RFC 7517 4.3 a key that is for encryption (key_ops)",
    async (provider) => {
      const key = await foreignKey("encryption");
      const { use: _, ...jwk } = key.jwk;
      return {
        keys: (keys) => ({ keys: [...keys, { ...jwk, key_ops: ["encrypt"] }] }),
        ...signed((claims) => provider.sign(claims, key)),
      };
    },
  ],
  [
    "RFC 7515 4.1.11 an unknown critical header",
    (provider) =>
      signed((claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "RS256", kid: "first", crit: ["x"], x: 1 })
          .sign(provider.keys[0]?.privateKey ?? new Uint8Array(), { crit: { x: true } }),
      ),
  ],
  [
    "RFC 7515 4.1.11 critical headers that are none",
    (provider) => signedByHand({ alg: "RS256", kid: "first", crit: [] }, truly(provider)),
  ],
  [
    "RFC 7797 an unencoded payload (b64)",
    (provider) =>
      rewritten(provider, ([, payload = "", signature = ""]) => [
        encode({ alg: "RS256", kid: "first", b64: false, crit: ["b64"] }),
        payload,
        signature,
      ]),
  ],
  ["RFC 8725 3.11 a logout token", (provider) => withHeader(provider, { typ: "logout+jwt" })],
  ["RFC 8725 3.11 an access token", (provider) => withHeader(provider, { typ: "application/at+jwt" })],
  ["RFC 7515 4.1.9 a typ that is no text", (provider) => withHeader(provider, { typ: { jwt: true } })],
  ["RFC 7515 4.1.4 a kid that is no text", (provider) => withHeader(provider, { kid: ["first"] })],
  ["RFC 7515 4.1.4 a kid that is a name of Object", (provider) => withHeader(provider, { kid: "__proto__" })],
  ["RFC 7515 4.1.1 an alg that is no text", () => signedByHand({ alg: ["RS256"] }, nothing)],
  ["RFC 7515 4.1.1 no alg", () => signedByHand({ kid: "first" }, nothing)],
  [
    "RFC 7519 5.2 a token in a token",
    (provider) =>
      signedByHand({ alg: "RS256", kid: "first", cty: "JWT" }, truly(provider), (claims) =>
        provider.sign(claims),
      ),
  ],
  [
    "RFC 7519 7.2 claims that are a list",
    (provider) => signedByHand({ alg: "RS256", kid: "first" }, truly(provider), (claims) => [claims]),
  ],
  [
    "RFC 7519 4 a nonce twice, the last one false",
    (provider) =>
      signedByHand(
        { alg: "RS256", kid: "first" },
        truly(provider),
        (claims) => `${JSON.stringify(claims).slice(0, -1)},"nonce":"other"}`,
      ),
  ],
  [
    "16.14 an encrypted token that was not asked for",
    ({ clientSecret }) =>
      signed((claims) =>
        new CompactEncrypt(Buffer.from(JSON.stringify(claims)))
          .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
          .encrypt(Buffer.from(clientSecret.padEnd(32).slice(0, 32))),
      ),
  ],
  [
    "RFC 7515 7.2 a token in JSON",
    (provider) =>
      signed(async (claims) => {
        const [header, payload, signature] = (await provider.sign(claims)).split(".");
        return JSON.stringify({ protected: header, payload, signature });
      }),
  ],
  ["RFC 7515 7.1 not a JWT", () => signed(async () => "not.a.jwt")],
  ["RFC 7515 7.1 five parts of nothing", () => signed(async () => "a.b.c.d.e")],
  ["RFC 7515 7.1 a fourth part", (provider) => rewritten(provider, (parts) => [...parts, "x"])],
  [
    "RFC 7515 2 a signature in other letters",
    (provider) =>
      rewritten(provider, ([header = "", payload = "", signature = ""]) => [
        header,
        payload,
        `${signature}é`,
      ]),
  ],
]);

function unsigned(alg: string, claims: object): string {
  return `${encode({ alg })}.${encode(claims)}.`;
}
