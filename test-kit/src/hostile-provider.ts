import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK, type JWTPayload } from "jose";
import { listen, stopListening } from "./listen.js";

type Members = Record<string, unknown>;

/** What the provider answers, each step open to any deviation. */
export interface Answers {
  discovery: (document: Members) => unknown;
  keys: (keys: JWK[]) => unknown;
  idTokenClaims: (claims: JWTPayload) => JWTPayload;
  idToken: (claims: JWTPayload) => Promise<string>;
  tokenAnswer: (answer: Members) => unknown;
  userinfoClaims: (claims: Members) => Members;
  /** A text is sent as `application/jwt`, anything else as JSON. */
  userinfo: (claims: Members) => unknown;
  /** Takes a request over as a whole; returns whether it did. */
  takeOver: (path: string, response: ServerResponse, request: IncomingMessage) => boolean;
}

/** A provider that lies on demand. */
export interface HostileProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accessToken: string;
  /** Set by what follows the redirect of a login. */
  nonce: string;
  answers: Answers;
  /** Paths asked for, in order. */
  readonly requests: string[];
  /** Bodies that the token endpoint received. */
  readonly tokenRequests: URLSearchParams[];
  readonly keys: SigningKey[];
  honest(): Answers;
  sign(claims: JWTPayload, key?: SigningKey, header?: Members): Promise<string>;
  stop(): Promise<void>;
}

export interface SigningKey {
  readonly algorithm: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function makeKey(algorithm: string, kid: string): Promise<SigningKey> {
  const { privateKey, publicKey } = await generateKeyPair(algorithm, { extractable: true });
  return { algorithm, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, alg: algorithm, use: "sig" } };
}

let foreign: Promise<SigningKey> | undefined;

/** A key of RSA that is not the provider's. It is the same one under each key id: to make one takes long. */
export async function foreignKey(kid: string): Promise<SigningKey> {
  foreign ??= makeKey("RS256", "foreign");
  const key = await foreign;
  return { ...key, jwk: { ...key.jwk, kid } };
}

/** Wherever a profile says that the discovery document is. */
const DISCOVERY = /^\/\.well-known\/(?:[a-z]+-)?openid-configuration$/;

const now = (): number => Math.floor(Date.now() / 1000);

export async function startHostileProvider(): Promise<HostileProvider> {
  const clientId = "application";
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  const issuer = (await listen(server)).origin;

  const provider: HostileProvider = {
    issuer,
    clientId,
    clientSecret: "the secret of the application",
    accessToken: "the-access-token-that-opens-userinfo",
    nonce: "",
    requests: [],
    tokenRequests: [],
    keys: [await makeKey("RS256", "first")],
    answers: undefined as unknown as Answers,
    honest: () => ({
      discovery: (document) => document,
      keys: (keys) => ({ keys }),
      idTokenClaims: (claims) => claims,
      idToken: (claims) => provider.sign(claims),
      tokenAnswer: (body) => body,
      userinfoClaims: (claims) => claims,
      userinfo: (claims) => claims,
      takeOver: () => false,
    }),
    sign: (claims, key = provider.keys[0], header = {}) => {
      if (!key) throw new Error("no key");
      return new SignJWT(claims)
        .setProtectedHeader({ alg: key.algorithm, kid: key.jwk.kid ?? "", ...header })
        .sign(key.privateKey);
    },
    stop: () => stopListening(server),
  };
  provider.answers = provider.honest();
  return provider;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? "/";
    provider.requests.push(path);
    if (provider.answers.takeOver(path, response, request)) return;
    if (DISCOVERY.test(path)) json(response, provider.answers.discovery(discovery()));
    else if (path === "/jwks") json(response, provider.answers.keys(provider.keys.map(({ jwk }) => jwk)));
    else if (path === "/token") await token(request, response);
    else if (path === "/userinfo") await userinfo(response);
    else response.writeHead(404).end();
  }

  function discovery(): Members {
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      end_session_endpoint: `${issuer}/logout`,
      authorization_response_iss_parameter_supported: true,
      id_token_signing_alg_values_supported: ["RS256", "ES256", "PS256", "EdDSA", "HS256", "none"],
    };
  }

  async function token(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = (await request.setEncoding("utf8").toArray()).join("");
    provider.tokenRequests.push(new URLSearchParams(body));
    const claims = {
      iss: issuer,
      sub: "154",
      aud: clientId,
      iat: now(),
      exp: now() + 3600,
      nonce: provider.nonce,
    };
    const idToken = await provider.answers.idToken(provider.answers.idTokenClaims(claims));
    const tokens = {
      access_token: provider.accessToken,
      token_type: "Bearer",
      expires_in: 3600,
      id_token: idToken,
    };
    json(response, provider.answers.tokenAnswer(tokens));
  }

  async function userinfo(response: ServerResponse): Promise<void> {
    const claims = { sub: "154", email: "jean@mairie.example", given_name: "Jean", siret: "21920023500014" };
    const content = await provider.answers.userinfo(provider.answers.userinfoClaims(claims));
    if (typeof content === "string")
      response.writeHead(200, { "content-type": "application/jwt" }).end(content);
    else json(response, content);
  }
}

function json(response: ServerResponse, content: unknown): void {
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(content));
}
