import { afterAll, beforeAll, expect, test } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { Browser } from "@moncomptepro/test-kit/browser";
import { startExample, type RunningExample } from "@moncomptepro/test-kit/example";
import { freePort } from "@moncomptepro/test-kit/free-port";

const ELSEWHERE = "http://localhost:1/callback";

let mock: MockProvider;
let application: RunningExample;
let api: RunningExample;

beforeAll(async () => {
  const [port, apiPort] = [await freePort(), await freePort()];
  const client = (clientId: string, redirectUri: string) => ({
    clientId,
    clientSecret: `${clientId}-secret`,
    redirectUris: [redirectUri],
  });
  mock = await startMockProvider({
    provider: "proconnect",
    clients: [
      client("application", `http://localhost:${port}/auth/callback`),
      client("api", ELSEWHERE),
      client("another", ELSEWHERE),
    ],
  });
  const folder = "protected-api";
  const settings = { MONCOMPTEPRO_ISSUER: mock.issuer };
  const credentials = {
    API_PORT: String(apiPort),
    API_CLIENT_ID: "api",
    API_CLIENT_SECRET: "api-secret",
    API_CLIENTS: "application",
  };
  const command = (): readonly string[] => ["api.js"];
  api = await startExample({ folder, command, ready: /^API:/ }, { ...settings, ...credentials }, apiPort);
  const own = {
    MONCOMPTEPRO_CLIENT_ID: "application",
    MONCOMPTEPRO_CLIENT_SECRET: "application-secret",
    API_URL: api.address,
  };
  application = await startExample({ folder }, { ...settings, ...own }, port);
});
afterAll(async () => {
  await application.stop();
  await api.stop();
  await mock.stop();
});

/** A token of a login at another application of the same provider. */
async function tokenOf(clientId: string): Promise<string> {
  const asked = new URLSearchParams({
    client_id: clientId,
    redirect_uri: ELSEWHERE,
    response_type: "code",
    scope: "openid",
    state: "s".repeat(32),
    nonce: "n".repeat(32),
  });
  const back = await mock.logIn(`${mock.issuer}/authorize?${asked.toString()}`, "town-hall-agent");
  const body = new URLSearchParams({
    grant_type: "authorization_code",
    code: back.searchParams.get("code") ?? "",
    redirect_uri: ELSEWHERE,
    client_id: clientId,
    client_secret: `${clientId}-secret`,
  });
  const answer = await fetch(`${mock.issuer}/token`, { method: "POST", body });
  return ((await answer.json()) as { access_token: string }).access_token;
}

const ask = (token?: string): Promise<Response> =>
  fetch(
    `${api.address}/dossiers`,
    token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
  );

test("the token of a login opens the API of the administration, which asks ProConnect about it", async () => {
  const browser = new Browser(application, application.address);
  const started = await browser.open("/auth/login?returnTo=/dossiers");
  await browser.open(String(await mock.logIn(started.headers.get("location") ?? "", "town-hall-agent")));
  const answer = await browser.open("/dossiers");
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { agent: expect.stringMatching(/101$/), application: "application", dossiers: ["2026-001"] },
  ]);
  const introspection = mock.requests.find(({ endpoint }) => endpoint === "introspection");
  expect(introspection).toMatchObject({ client: "api", status: 200 });
  expect(api.log()).not.toMatch(/token_invalid|introspection/);
});

test("no token, one made up, one of another application, one that was revoked: 401, and the log says why", async () => {
  expect((await ask()).status).toBe(401);
  expect((await ask("x".repeat(43))).headers.get("www-authenticate")).toBe('Bearer error="invalid_token"');
  const foreign = await tokenOf("another");
  expect((await ask(foreign)).status).toBe(401);
  expect(api.log()).toMatch(/no token[^]*not active[^]*not in the option clients/);
  expect(await (await ask(foreign)).text()).not.toContain("clients");

  // Good until its application says that it is not.
  await fetch(`${mock.issuer}/token/revocation`, {
    method: "POST",
    body: new URLSearchParams({ token: foreign, client_id: "another", client_secret: "another-secret" }),
  });
  api.log();
  expect((await ask(foreign)).status).toBe(401);
  expect(api.log()).toContain("not active");
});

test("a provider that is away lets no request through", async () => {
  const token = await tokenOf("another");
  mock.fault("http_error", { endpoint: "introspection", status: 503 });
  expect((await ask(token)).status).toBe(502);
});
