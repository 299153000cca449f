import { generateKeyPairSync } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import express, { type Express } from "express";
import { createClient } from "redis";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import type { SessionStore } from "@moncomptepro/server";
import { createAuth, type AuthOptions } from "@moncomptepro/server/express";
import { redisStore } from "@moncomptepro/server/redis";
import { verifyToken, type VerifyTokenOptions } from "@moncomptepro/server/verify-token";
import { APPLICATION, Browser, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { runLines } from "@moncomptepro/test-kit/documented-lines";
import { startRedis, type Redis } from "@moncomptepro/test-kit/redis";
import { PersonAtProvider } from "./person-at-provider.js";

/** docs/sessions.md, as an application of two instances at the mock. */
const PAGE = readFileSync(new URL("../../docs/sessions.md", import.meta.url), "utf8");
const snippets = [...PAGE.matchAll(/^```js\n(.*?)^```$/gms)].map(([, snippet = ""]) => snippet);
const KEY = generateKeyPairSync("ec", { namedCurve: "P-256" })
  .privateKey.export({ format: "pem", type: "pkcs8" })
  .toString();
const client = { clientId: "application", clientSecret: "the secret of the application" };

describe.each(["in cookies", "in Redis"])("the snippets of docs/sessions.md, with sessions %s", (where) => {
  let mock: MockProvider;
  let redis: Redis | undefined;
  let store: SessionStore | undefined;
  let servers: Server[];
  let api: Server;
  let userinfo: string;
  const services: Express[] = [];
  let turn = 0;
  let browser: Browser;
  let end = async (): Promise<void> => undefined;

  beforeAll(async () => {
    mock = await startMockProvider({
      provider: "proconnect",
      ...client,
      redirectUris: [`${APPLICATION}/auth/callback`],
    });
    const discovery = await fetch(`${mock.issuer}/.well-known/openid-configuration`);
    ({ userinfo_endpoint: userinfo } = (await discovery.json()) as { userinfo_endpoint: string });
    if (where === "in cookies") return;
    redis = await startRedis();
    const connection = createClient({ url: redis.url });
    await connection.connect();
    store = redisStore(connection);
    end = async () => connection.destroy();
  });
  afterAll(async () => {
    await Promise.all([end(), mock.stop()]);
    await redis?.stop();
  });
  beforeEach(async () => {
    servers = await Promise.all([startInstance(), startInstance()]);
    api = await listening(services.at(-1) as Express);
    browser = newBrowser();
  });
  afterEach(() => {
    for (const server of [...servers, api]) server.close().closeAllConnections();
  });

  function newBrowser(agent = ""): Browser {
    const ports = servers.map((server) => (server.address() as AddressInfo).port);
    const made = new Browser({
      // Each request goes to the other instance, as behind a balancer.
      handler: (request) => {
        turn += 1;
        const port = ports[turn % 2];
        const { pathname, search } = new URL(request.url);
        return fetch(new Request(`http://localhost:${port}${pathname}${search}`, request), {
          redirect: "manual",
        });
      },
    });
    return Object.assign(made, { agent });
  }

  async function startInstance(): Promise<Server> {
    const [app, other] = [express(), express()];
    services.push(other);
    const settings = {
      ...client,
      provider: "proconnect",
      issuer: mock.issuer,
      baseUrl: APPLICATION,
      sessionSecret: SECRET,
      logger: quiet,
      tokenPrivateKey: KEY,
      keepAccessToken: true,
      session: store ? { store } : {},
    } as const;
    runLines(snippets.join("\n"), {
      app,
      api: other,
      express,
      createAuth: (options: AuthOptions<"proconnect">) => createAuth({ ...settings, ...options }),
      checkPassword: async (_email: string, password: string) =>
        password === "right" ? { id: "42" } : undefined,
      loginPage: (returnTo = "/") => `<form method="post"><input name="returnTo" value="${returnTo}"></form>`,
      // The application's address is no real one: the keys come through the browser.
      verifyToken: async (token: string, options: VerifyTokenOptions) =>
        verifyToken(token, {
          ...options,
          jwks: (await (await browser.open("/auth/jwks")).json()) as NonNullable<VerifyTokenOptions["jwks"]>,
        }),
      service: userinfo,
    });
    return listening(app);
  }

  const logInByPassword = (password: string): Promise<Response> =>
    browser.open("/connexion", {
      method: "POST",
      body: new URLSearchParams({ email: "jean@mairie.example", password, returnTo: "/compte" }),
    });
  /** Goes through the mock's pages from where a guard sent the browser, and back. */
  async function logInAtProvider(response: Response): Promise<Response> {
    const person = new PersonAtProvider(mock.url, "town-hall-agent");
    const location = (answer: Response): string => answer.headers.get("location") ?? "";
    // The balancer does not pass the Host header on, so that the browser is sent to the right host first.
    const started = location(response).startsWith(APPLICATION)
      ? await browser.open(location(response))
      : response;
    const { callback } = await person.goThrough(new URL(location(started)));
    return browser.open(`/auth/callback${callback?.search}`);
  }

  test("log a person in by password, by the provider, and by password again", async () => {
    expect((await browser.open("/compte")).headers.get("location")).toBe("/connexion?returnTo=%2Fcompte");
    expect((await logInByPassword("wrong")).status).toBe(401);
    expect((await logInByPassword("right")).headers.get("location")).toBe("/compte");
    expect(await (await browser.open("/compte")).json()).toMatchObject({ sub: "42", provider: "local" });

    const back = await logInAtProvider(await browser.open("/agents"));
    expect(back.headers.get("location")).toBe("/agents");
    expect(await (await browser.open("/agents")).json()).toMatchObject({ provider: "proconnect" });

    await logInByPassword("right");
    const changed = await browser.open("/theme/clair", { method: "POST" });
    expect(await changed.json()).toEqual({ theme: "clair" });
    expect(await (await browser.open("/compte")).json()).toMatchObject({ sub: "42" });
    const left = await browser.open("/auth/logout", { method: "POST" });
    expect(left.headers.get("refresh")).toBe("0; url=/");
    expect((await browser.open("/compte")).status).toBe(303);
  });

  test("show a person their sessions, and end one of them", async () => {
    await logInByPassword("right");
    const page = await browser.open("/mon-compte/sessions");
    if (!store) {
      expect(page.status).toBe(503);
      return;
    }
    expect(await page.text()).toContain("(cet appareil)");
    const elsewhere = newBrowser("Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0");
    const desk = browser;
    browser = elsewhere;
    await logInByPassword("right");
    const listed = await (await desk.open("/mon-compte/sessions")).text();
    const handle = /Firefox, Linux.*?value="([\w-]+)"/s.exec(listed)?.[1] ?? "";
    const ended = await desk.open("/mon-compte/sessions", {
      method: "POST",
      body: new URLSearchParams({ handle }),
    });
    expect(ended.status).toBe(303);
    expect(await (await desk.open("/mon-compte/sessions")).text()).not.toContain("Firefox");
    expect((await elsewhere.open("/compte")).status).toBe(303);
    expect((await desk.open("/compte")).status).toBe(200);
  });

  test("hand the login over to another service", async () => {
    await logInAtProvider(await browser.open("/agents"));
    const issued = await browser.open("/jeton", { method: "POST" });
    expect(issued.headers.get("cache-control")).toBe("no-store");
    const { token } = (await issued.json()) as { token: string };
    const { port } = api.address() as AddressInfo;
    const ask = (bearer: string): Promise<Response> =>
      fetch(`http://localhost:${port}/dossiers`, { headers: { authorization: `Bearer ${bearer}` } });
    expect(await (await ask(token)).json()).toMatchObject({ provider: "proconnect" });
    expect((await ask(`${token}x`)).status).toBe(401);
  });

  test("call a service of the provider", async () => {
    await logInAtProvider(await browser.open("/agents"));
    expect((await browser.open("/service")).status).toBe(200);
  });
});

async function listening(app: Express): Promise<Server> {
  // Without its page for developers, which is printed too.
  app.set("env", "test");
  const server = app.listen(0);
  await once(server, "listening");
  return server;
}
