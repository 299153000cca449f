import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { SignJWT } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { quiet } from "@moncomptepro/test-kit/browser";
import { makeKey, type SigningKey } from "@moncomptepro/test-kit/hostile-provider";
import { listen, stopListening } from "@moncomptepro/test-kit/listen";
import { later, startClock, stopClock } from "../../test/clock.js";
import { createResourceServer, type ResourceServer, type ResourceServerOptions } from "../resource-server.js";

const TOKEN = "jeton-de-la-connexion";
const SECRET = "the secret of the API, of 32 characters or more";
const JWT_TYPE = "application/token-introspection+jwt";
const now = (): number => Math.floor(Date.now() / 1000);

/** What the provider says of any token, honestly unless a test lies. */
interface Said {
  readonly type: string;
  readonly body: string;
  readonly status: number;
}

let issuer: string;
let key: SigningKey;
let answer: () => Promise<Said>;
let forms: URLSearchParams[];
let isDown: boolean;
let areDocumentsDown: boolean;

const honest = (): Record<string, unknown> => ({
  active: true,
  sub: "a-person",
  client_id: "application",
  iss: issuer,
  exp: now() + 60,
  iat: now(),
  scope: "openid email",
  token_type: "Bearer",
});

/** A signed answer; what is given differs from an honest one. */
async function signed(
  said: Record<string, unknown>,
  { claims = {}, header = {}, by = key }: { claims?: object; header?: object; by?: SigningKey } = {},
): Promise<Said> {
  const payload = { iss: issuer, aud: "api", iat: now(), token_introspection: said, ...claims };
  const body = await new SignJWT(payload)
    .setProtectedHeader({
      alg: by.algorithm,
      kid: key.jwk.kid ?? "",
      typ: "token-introspection+jwt",
      ...header,
    })
    .sign(by.privateKey);
  return { type: JWT_TYPE, body, status: 200 };
}

const server = createServer((request, response) => {
  respond(request, response).catch((error: unknown) => response.destroy(error as Error));
});
async function respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (isDown || (areDocumentsDown && request.method === "GET")) {
    request.socket.destroy();
    return;
  }
  const json = (content: object): void =>
    void response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(content));
  if (request.url === "/.well-known/openid-configuration") {
    json({
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      introspection_endpoint: `${issuer}/introspection`,
    });
  } else if (request.url === "/jwks") json({ keys: [key.jwk] });
  else {
    forms.push(new URLSearchParams((await request.setEncoding("utf8").toArray()).join("")));
    const { status, type, body } = await answer();
    response.writeHead(status, { "content-type": type }).end(body);
  }
}
beforeAll(async () => {
  issuer = (await listen(server)).origin;
  key = await makeKey("RS256", "key-1");
});
afterAll(() => stopListening(server));
beforeEach(() => {
  forms = [];
  [isDown, areDocumentsDown] = [false, false];
  answer = () => signed(honest());
});

function api(options: Partial<ResourceServerOptions> = {}): ResourceServer {
  return createResourceServer({
    provider: "proconnect",
    issuer,
    clientId: "api",
    clientSecret: SECRET,
    clients: ["application"],
    logger: quiet,
    ...options,
  });
}

test("a token that the provider says to be good, by a signed answer, tells person, application and scopes", async () => {
  expect(await api().verifyAccessToken(TOKEN)).toEqual({
    sub: "a-person",
    issuer,
    clientId: "application",
    scopes: ["openid", "email"],
    expiresAt: expect.any(Number),
    claims: expect.objectContaining({ active: true, scope: "openid email" }),
  });
  expect(Object.fromEntries(forms[0] ?? [])).toEqual({
    token: TOKEN,
    token_type_hint: "access_token",
    client_id: "api",
    client_secret: SECRET,
  });
});

describe("a token that opens nothing is a 401, whatever the reason", () => {
  test.each<[string, Record<string, unknown>]>([
    ["not active", { active: false }],
    ["active in words only", { active: "true" }],
    ["of an application that is not known here", { client_id: "another" }],
    ["of no application", { client_id: undefined }],
    ["of another issuer", { iss: "https://other.example" }],
    ["of no person", { sub: undefined }],
    ["over by our clock", { exp: 1_700_000_000 }],
    ["of no number of seconds", { exp: "soon" }],
    ["bound to a key", { token_type: "DPoP" }],
  ])("%s", async (_what, difference) => {
    answer = () => signed({ ...honest(), ...difference });
    await expect(api().verifyAccessToken(TOKEN)).rejects.toMatchObject({
      code: "token_invalid",
      status: 401,
    });
  });

  test("without a scope that is asked for", async () => {
    const strict = api({ scopes: ["openid", "agents"] });
    await expect(strict.verifyAccessToken(TOKEN)).rejects.toMatchObject({
      code: "token_invalid",
      hint: "it lacks the scopes agents",
    });
    expect(await api({ scopes: ["email"] }).verifyAccessToken(TOKEN)).toHaveProperty("sub");
  });

  test.each([[undefined], [""], ["two words"], ["a\r\nb"], ["x".repeat(5_000)]])(
    "and one that is none is not even asked about: %j",
    async (token) => {
      await expect(api().verifyAccessToken(token)).rejects.toMatchObject({ code: "token_invalid" });
      expect(forms).toEqual([]);
    },
  );
});

describe("an answer that cannot be trusted lets no request through", () => {
  test.each<[string, () => Promise<Said>]>([
    ["signed by another key", async () => signed(honest(), { by: await makeKey("RS256", "key-1") })],
    ["for another resource server", () => signed(honest(), { claims: { aud: "another-api" } })],
    ["of another issuer", () => signed(honest(), { claims: { iss: "https://other.example" } })],
    ["an hour old", () => signed(honest(), { claims: { iat: now() - 3600 } })],
    ["from the future", () => signed(honest(), { claims: { iat: now() + 3600 } })],
    ["an ID token", () => signed(honest(), { header: { typ: "JWT" } })],
    ["without what is said", () => signed(honest(), { claims: { token_introspection: undefined } })],
    ["a list in its place", () => signed(honest(), { claims: { token_introspection: [] } })],
    ["no JWT", async () => ({ type: JWT_TYPE, body: "{}", status: 200 })],
    [
      "not signed at all",
      async () => ({ type: "application/json", body: JSON.stringify(honest()), status: 200 }),
    ],
    [
      "signed with the secret of the API",
      async () => {
        const secret = new TextEncoder().encode(SECRET);
        const payload = { iss: issuer, aud: "api", iat: now(), token_introspection: honest() };
        const jwt = new SignJWT(payload).setProtectedHeader({ alg: "HS256", typ: "token-introspection+jwt" });
        return { type: JWT_TYPE, body: await jwt.sign(secret), status: 200 };
      },
    ],
  ])("%s", async (_what, lie) => {
    answer = lie;
    await expect(api().verifyAccessToken(TOKEN)).rejects.toMatchObject({
      code: "introspection_invalid",
      status: 502,
    });
  });

  test.each([
    [401, "client_refused", 500],
    [500, "provider_error", 502],
  ])("an answer with the status %i is %s", async (status, code, ours) => {
    answer = async () => ({ type: "application/json", body: '{"error":"x"}', status });
    const refusal = api().verifyAccessToken(TOKEN);
    await expect(refusal).rejects.toMatchObject({ code, status: ours });
    await expect(refusal).rejects.not.toHaveProperty("hint", expect.stringContaining(TOKEN));
  });
});

test("MonComptePro answers in JSON, which its connection alone proves", async () => {
  answer = async () => ({ type: "application/json", body: JSON.stringify(honest()), status: 200 });
  expect(await api({ provider: "moncomptepro" }).verifyAccessToken(TOKEN)).toHaveProperty("sub", "a-person");
  answer = () => signed(honest());
  await expect(api({ provider: "moncomptepro" }).verifyAccessToken(TOKEN)).rejects.toMatchObject({
    code: "introspection_invalid",
  });
});

test("mistakes in the settings show when the API starts", () => {
  expect(() => api({ clients: [] })).toThrow(/clients must be a list of client ids that is not empty/);
  expect(() => api({ provider: "franceconnect" })).toThrow(/franceconnect/);
  expect(() => createResourceServer(undefined as never)).toThrow(/clients/);
});

test("what was checked counts, whatever becomes of the list that was given", async () => {
  const clients = ["another"];
  const { verifyAccessToken } = api({ clients });
  clients.push("application");
  await expect(verifyAccessToken(TOKEN)).rejects.toMatchObject({ code: "token_invalid" });
});

describe("a provider that is down", () => {
  test("opens nothing, and is no mistake of the token; back again it is asked at once", async () => {
    const { verifyAccessToken } = api();
    isDown = true;
    const refusal = { code: "provider_unavailable", status: 503 };
    await expect(verifyAccessToken(TOKEN)).rejects.toMatchObject(refusal);
    isDown = false;
    expect(await verifyAccessToken(TOKEN)).toHaveProperty("sub", "a-person");
    isDown = true;
    // Good a moment ago: an answer is not remembered, so that what was revoked is refused.
    await expect(verifyAccessToken(TOKEN)).rejects.toMatchObject(refusal);
  });

  test("in its documents alone: those that are known serve, of discovery and of the keys", async () => {
    const { verifyAccessToken } = api();
    expect(await verifyAccessToken(TOKEN)).toHaveProperty("sub", "a-person");
    areDocumentsDown = true;
    // The documents count as new for ten minutes.
    stopClock();
    later(3600);
    expect(await verifyAccessToken(TOKEN)).toHaveProperty("sub", "a-person");
    startClock();
    expect(forms).toHaveLength(2);
  });
});
