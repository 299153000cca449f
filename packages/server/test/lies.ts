import { generateKeyPairSync, sign } from "node:crypto";
import { gzipSync } from "node:zlib";
import { exportJWK, importJWK, SignJWT, type JWTPayload } from "jose";
import { makeKey, type Answers, type HostileProvider } from "./hostile-provider.js";

/** What a provider may answer other than the truth, by the section that it breaks. */
export interface Lie {
  readonly name: string;
  /** The code of the page that the person gets. */
  readonly code: string;
  readonly answers: (provider: HostileProvider) => Partial<Answers> | Promise<Partial<Answers>>;
}

type Case = [name: string, answers: Lie["answers"], code?: string];

const now = (): number => Math.floor(Date.now() / 1000);

const lies = (code: string, cases: readonly Case[]): Lie[] =>
  cases.map(([name, answers, other]) => ({ name, answers, code: other ?? code }));

export const withClaims = (change: JWTPayload | ((claims: JWTPayload) => JWTPayload)): Partial<Answers> => ({
  idTokenClaims: (claims) => (typeof change === "function" ? change(claims) : { ...claims, ...change }),
});

const without = (name: string): Partial<Answers> =>
  withClaims((claims) => Object.fromEntries(Object.entries(claims).filter(([key]) => key !== name)));

export const signed = (idToken: Answers["idToken"]): Partial<Answers> => ({ idToken });

export const signedUserinfo = (provider: HostileProvider, change: JWTPayload = {}): Partial<Answers> => ({
  userinfo: (claims) => provider.sign({ ...claims, iss: provider.issuer, aud: provider.clientId, ...change }),
});

/** Answers requests to one path in the provider's place. */
export const takeOver = (only: string, act: Answers["takeOver"]): Partial<Answers> => ({
  takeOver: (path, response, request) => path === only && act(path, response, request),
});

export const send = (
  only: string,
  status: number,
  headers: Record<string, string>,
  body: string | Buffer,
): Partial<Answers> =>
  takeOver(only, (_path, response) => {
    response.writeHead(status, headers).end(body);
    return true;
  });

const type = { "content-type": "application/json" };

/** OpenID Connect Core 1.0 section 3.1.3.7. */
export const ID_TOKEN_LIES: readonly Lie[] = lies("id_token_invalid", [
  ["2. another issuer", () => withClaims({ iss: "https://other.example" })],
  ["2. the issuer with a final slash", (provider) => withClaims({ iss: `${provider.issuer}/` })],
  ["3. another audience", () => withClaims({ aud: "other" })],
  ["3. no audience", () => without("aud")],
  ["3. several audiences without azp", () => withClaims({ aud: ["application", "other"] })],
  ["5. azp of another client", () => withClaims({ azp: "other" })],
  [
    "6. a foreign key under the right kid",
    async (provider) => {
      const foreign = await makeKey("RS256", "first");
      return signed((claims) => provider.sign(claims, foreign));
    },
  ],
  [
    "6. an unknown key",
    async (provider) => {
      const foreign = await makeKey("RS256", "unknown");
      return signed((claims) => provider.sign(claims, foreign));
    },
  ],
  [
    "6. a key in the header (jwk)",
    async (provider) => {
      const foreign = await makeKey("RS256", "first");
      return signed((claims) => provider.sign(claims, foreign, { jwk: foreign.jwk }));
    },
  ],
  [
    "6. no signature (alg none)",
    () =>
      signed(async (claims) => {
        const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
        return `${encode({ alg: "none" })}.${encode(claims)}.`;
      }),
  ],
  [
    "6. a changed payload",
    (provider) =>
      signed(async (claims) => {
        const [header, , signature] = (await provider.sign(claims)).split(".");
        return [
          header,
          Buffer.from(JSON.stringify({ ...claims, sub: "1" })).toString("base64url"),
          signature,
        ].join(".");
      }),
  ],
  [
    "7. HS256 with the client secret, not registered",
    (provider) =>
      signed((claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "HS256" })
          .sign(new TextEncoder().encode(provider.clientSecret)),
      ),
  ],
  [
    "7. HS256 with the public key as secret",
    (provider) =>
      signed((claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "HS256" })
          .sign(new TextEncoder().encode(JSON.stringify(provider.keys[0]?.jwk))),
      ),
  ],
  [
    "an unknown critical header",
    (provider) =>
      signed((claims) =>
        new SignJWT(claims)
          .setProtectedHeader({ alg: "RS256", kid: "first", crit: ["x"], x: 1 })
          .sign(provider.keys[0]?.privateKey ?? new Uint8Array(), { crit: { x: true } }),
      ),
  ],
  [
    "a logout token passed off as an ID token",
    (provider) => signed((claims) => provider.sign(claims, undefined, { typ: "logout+jwt" })),
  ],
  ["9. expired", () => withClaims({ exp: now() - 60 })],
  ["9. no exp", () => without("exp")],
  ["10. no iat", () => without("iat")],
  ["10. iat a day ahead", () => withClaims({ iat: now() + 86_400, exp: now() + 90_000 })],
  ["10. iat a day ago", () => withClaims({ iat: now() - 86_400 })],
  ["not valid yet (nbf)", () => withClaims({ nbf: now() + 600 })],
  ["11. another nonce", () => withClaims({ nonce: "other" })],
  ["11. no nonce", () => without("nonce")],
  ["3.1.3.8 at_hash of another access token", () => withClaims({ at_hash: "AAAAAAAAAAAAAAAAAAAAAA" })],
  ["no sub", () => without("sub")],
  ["an empty sub", () => withClaims({ sub: "" })],
  ["a sub that is no text", () => withClaims({ sub: 154 as unknown as string })],
  ["a sub of 256 characters", () => withClaims({ sub: "1".repeat(256) })],
  ["exp as a text", () => withClaims({ exp: String(now() + 3600) as unknown as number })],
  ["an exp beyond all numbers", () => withClaims({ exp: Number.MAX_VALUE, iat: Number.MAX_VALUE })],
  ["iat as a text", () => withClaims({ iat: String(now()) as unknown as number })],
  ["a sub with a line break", () => withClaims({ sub: "154\nx" })],
  ["a sub beyond ASCII", () => withClaims({ sub: "é" })],
  ["3. an audience that holds the client in a longer text", () => withClaims({ aud: "application-2" })],
  ["2. an issuer that is a list", () => withClaims({ iss: [] as unknown as string })],
  ["3.1.3.8 an at_hash that is no text", () => withClaims({ at_hash: 1 })],
  [
    "7. another RSA padding than the key is for (PS256)",
    (provider) =>
      signed(async (claims) => {
        const [key] = provider.keys;
        const privateKey = await importJWK(await exportJWK(key?.privateKey ?? new Uint8Array()), "PS256");
        return new SignJWT(claims).setProtectedHeader({ alg: "PS256", kid: "first" }).sign(privateKey);
      }),
  ],
  [
    "RFC 7797 an unencoded payload (b64)",
    (provider) =>
      signed(async (claims) => {
        const [, payload, signature] = (await provider.sign(claims)).split(".");
        const header = { alg: "RS256", kid: "first", b64: false, crit: ["b64"] };
        return [Buffer.from(JSON.stringify(header)).toString("base64url"), payload, signature].join(".");
      }),
  ],
  [
    "RFC 7518 3.3 a key of 1,024 bits",
    async () => {
      const weak = generateKeyPairSync("rsa", { modulusLength: 1024 });
      const jwk = { ...weak.publicKey.export({ format: "jwk" }), kid: "weak", alg: "RS256", use: "sig" };
      return {
        keys: (keys) => ({ keys: [...keys, jwk] }),
        ...signed(async (claims) => {
          const [header, payload] = [{ alg: "RS256", kid: "weak" }, claims].map((part) =>
            Buffer.from(JSON.stringify(part)).toString("base64url"),
          );
          const signature = sign("sha256", Buffer.from(`${header}.${payload}`), weak.privateKey);
          return `${header}.${payload}.${signature.toString("base64url")}`;
        }),
      };
    },
  ],
  [
    "RFC 7517 4.3 a key that is for encryption only",
    async (provider) => {
      const key = await makeKey("RS256", "encryption");
      const { use: _, ...jwk } = key.jwk;
      return {
        keys: (keys) => ({ keys: [...keys, { ...jwk, key_ops: ["encrypt"] }] }),
        ...signed((claims) => provider.sign(claims, key)),
      };
    },
  ],
  ["not a JWT", () => signed(async () => "not.a.jwt")],
  ["an encrypted token nobody asked for", () => signed(async () => "a.b.c.d.e")],
]);

/** OpenID Connect Core 1.0 section 5.3. */
export const USERINFO_LIES: readonly Lie[] = lies("userinfo_invalid", [
  ["5.3.2 another sub", () => ({ userinfoClaims: (claims) => ({ ...claims, sub: "155" }) })],
  [
    "5.3.2 a JWT without a signature (alg none)",
    (provider) => ({
      userinfo: (claims) => {
        const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
        return `${encode({ alg: "none" })}.${encode({ ...claims, iss: provider.issuer, aud: provider.clientId })}.`;
      },
    }),
  ],
  ["5.3.2 the ID token instead", (provider) => ({ userinfo: () => provider.sign({ sub: "155" }) })],
  ["5.3.2 a sub that is a list", () => ({ userinfoClaims: (claims) => ({ ...claims, sub: ["154"] }) })],
  ["HTML", () => send("/userinfo", 200, { "content-type": "text/html" }, "<p>Jean</p>")],
  ["no type at all", () => send("/userinfo", 200, {}, '{"sub":"154"}')],
  ["a list", () => ({ userinfo: () => [] }), "provider_error"],
  [
    "JSON with a byte order mark and another sub",
    () => send("/userinfo", 200, type, '\uFEFF{"sub":"155"}'),
    "provider_error",
  ],
  ["a member of the prototype", () => send("/userinfo", 200, type, '{"__proto__":{"sub":"154"}}')],
  [
    "401",
    () => send("/userinfo", 401, { "www-authenticate": 'Bearer error="invalid_token"' }, ""),
    "provider_error",
  ],
  [
    "a redirect, which is not followed",
    () => send("/userinfo", 302, { location: "/elsewhere" }, ""),
    "provider_error",
  ],
  [
    "nothing, and cuts the connection",
    () => takeOver("/userinfo", (_path, response) => Boolean(response.destroy())),
    "provider_unavailable",
  ],
  ["no e-mail", () => ({ userinfoClaims: ({ email: _, ...claims }) => claims }), "claim_missing"],
  ["an empty e-mail", () => ({ userinfoClaims: (claims) => ({ ...claims, email: "" }) }), "claim_missing"],
  [
    "an e-mail that is a list",
    () => ({ userinfoClaims: (claims) => ({ ...claims, email: ["a@b.fr"] }) }),
    "claim_missing",
  ],
  [
    "an e-mail with a line break",
    () => ({ userinfoClaims: (claims) => ({ ...claims, email: "a@b.fr\r\nBcc: c@d.fr" }) }),
    "claim_malformed",
  ],
  ["no SIRET", () => ({ userinfoClaims: ({ siret: _, ...claims }) => claims }), "claim_missing"],
  [
    "a SIRET with a wrong check digit",
    () => ({ userinfoClaims: (claims) => ({ ...claims, siret: "21920023500015" }) }),
    "claim_malformed",
  ],
  [
    "a SIRET that is a number",
    () => ({ userinfoClaims: (claims) => ({ ...claims, siret: 21920023500014 }) }),
    "claim_missing",
  ],
  [
    "a SIRET in other digits",
    () => ({ userinfoClaims: (claims) => ({ ...claims, siret: "٢١٩٢٠٠٢٣٥٠٠٠١٤" }) }),
    "claim_malformed",
  ],
  ["5.3.2 no sub", () => ({ userinfoClaims: ({ sub: _, ...claims }) => claims })],
  ["5.3.2 a JWT with another sub", (provider) => signedUserinfo(provider, { sub: "155" })],
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
  ["an expired JWT", (provider) => signedUserinfo(provider, { exp: now() - 60 })],
  ["a JWT from the future", (provider) => signedUserinfo(provider, { iat: now() + 3600 })],
  [
    "a JWT signed with a foreign key",
    async (provider) => {
      const foreign = await makeKey("RS256", "first");
      return {
        userinfo: (claims) =>
          provider.sign({ ...claims, iss: provider.issuer, aud: provider.clientId }, foreign),
      };
    },
  ],
]);

/** OpenID Connect Core 1.0 section 3.1.3.3, RFC 6749 section 5. */
export const TOKEN_LIES: readonly Lie[] = lies("token_response_invalid", [
  ["no ID token", () => ({ tokenAnswer: ({ id_token: _, ...rest }) => rest })],
  ["no access token", () => ({ tokenAnswer: ({ access_token: _, ...rest }) => rest })],
  ["another type of token", () => ({ tokenAnswer: (body) => ({ ...body, token_type: "mac" }) })],
  ["a list", () => ({ tokenAnswer: () => [] })],
  ["a text", () => ({ tokenAnswer: () => "tokens" })],
  ["null", () => ({ tokenAnswer: () => null })],
  ["an ID token that is no text", () => ({ tokenAnswer: (answer) => ({ ...answer, id_token: {} }) })],
  ["an empty access token", () => ({ tokenAnswer: (answer) => ({ ...answer, access_token: "" }) })],
  [
    "an expires_in that is no number",
    () => ({ tokenAnswer: (answer) => ({ ...answer, expires_in: "soon" }) }),
  ],
  ["HTML with status 200", () => send("/token", 200, { "content-type": "text/html" }, "<p>logged in</p>")],
  ["half of its JSON", () => send("/token", 200, type, '{"access_token":"a","id_tok')],
  ["a redirect, which is not followed", () => send("/token", 307, { location: "/elsewhere" }, "")],
  ["1 MB", () => send("/token", 200, type, " ".repeat(1_000_000)), "provider_error"],
  [
    "10 MB, packed",
    () =>
      send("/token", 200, { ...type, "content-encoding": "gzip" }, gzipSync(Buffer.alloc(10_000_000, " "))),
    "provider_error",
  ],
  [
    "an unknown encoding",
    () => send("/token", 200, { ...type, "content-encoding": "rot13" }, "{}"),
    "provider_error",
  ],
  [
    "a code that is over",
    () => send("/token", 400, type, '{"error":"invalid_grant"}'),
    "authorization_response_invalid",
  ],
  [
    "a client that it does not know",
    () => send("/token", 401, type, '{"error":"invalid_client"}'),
    "client_refused",
  ],
  ["500", () => send("/token", 500, type, '{"error":"server_error"}'), "provider_error"],
  [
    "nothing, and cuts the connection",
    () => takeOver("/token", (_path, response) => Boolean(response.destroy())),
    "provider_unavailable",
  ],
]);

/** OpenID Connect Discovery 1.0 section 4: the login stops before it starts. */
export const DISCOVERY_LIES: readonly Lie[] = lies("provider_error", [
  ["a discovery document of 500", () => send("/.well-known/openid-configuration", 500, type, "{}")],
  [
    "a discovery document that is no JSON",
    () => send("/.well-known/openid-configuration", 200, type, "<html>"),
  ],
  [
    "a discovery document of 1 MB",
    () => send("/.well-known/openid-configuration", 200, type, " ".repeat(1_000_000)),
  ],
  [
    "a discovery document that grows to 10 MB",
    () =>
      send(
        "/.well-known/openid-configuration",
        200,
        { ...type, "content-encoding": "gzip" },
        gzipSync(Buffer.alloc(10_000_000, " ")),
      ),
  ],
  [
    "a discovery document nested 10,000 deep",
    () =>
      send(
        "/.well-known/openid-configuration",
        200,
        type,
        `{"a":${"[".repeat(10_000)}${"]".repeat(10_000)}}`,
      ),
  ],
  [
    "a discovery document elsewhere",
    () => send("/.well-known/openid-configuration", 302, { location: "/elsewhere" }, ""),
  ],
  [
    "an endpoint over plain http",
    () => ({
      discovery: (document) => ({ ...document, token_endpoint: "http://other.example/token" }),
    }),
  ],
  [
    "an endpoint with a user name and a password in it",
    () => ({
      discovery: (document) => ({ ...document, token_endpoint: "https://a:b@other.example/token" }),
    }),
  ],
  ["no token endpoint", () => ({ discovery: ({ token_endpoint: _, ...document }) => document })],
  [
    "an endpoint that is a number",
    () => ({ discovery: (document) => ({ ...document, userinfo_endpoint: 1 }) }),
  ],
  [
    "another issuer",
    () => ({ discovery: (document) => ({ ...document, issuer: "https://other.example" }) }),
    "issuer_mismatch",
  ],
  ["no issuer", () => ({ discovery: ({ issuer: _, ...document }) => document }), "issuer_mismatch"],
  ["a list", () => ({ discovery: () => [] })],
  [
    "a cut connection",
    () => takeOver("/.well-known/openid-configuration", (_path, response) => Boolean(response.destroy())),
    "provider_unavailable",
  ],
  [
    "an endpoint that is a script",
    () => ({
      discovery: (document) => ({ ...document, authorization_endpoint: "javascript:alert(1)" }),
    }),
  ],
]);
