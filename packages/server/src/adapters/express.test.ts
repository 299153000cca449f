import { once } from "node:events";
import { Agent, request as httpRequest, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import express from "express";
import { afterAll, afterEach, beforeAll, expect, expectTypeOf, test } from "vitest";
import { SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { express4 } from "../../test/express-4.js";
import type { MonCompteProUser, ProConnectUser } from "../index.js";
import { createAuth, type Auth } from "./express.js";

let provider: HostileProvider;
const servers: Server[] = [];
const quiet = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

/** Starts an application; the routes are added by the test. */
async function start(
  build: (app: express.Express, auth: Auth<MonCompteProUser>) => void,
  framework = express,
): Promise<string> {
  const app = framework();
  const server = app.listen(0);
  servers.push(server);
  await once(server, "listening");
  const baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { clientId, clientSecret, issuer } = provider;
  build(app, createAuth({ clientId, clientSecret, issuer, baseUrl, sessionSecret: SECRET, logger: quiet }));
  return baseUrl;
}

const page = { accept: "text/html", "sec-fetch-dest": "document", "sec-fetch-site": "same-origin" };

test("what stands behind our routes is not run after they have answered", async () => {
  const seen: string[] = [];
  const baseUrl = await start((app, auth) => {
    app.use(auth);
    app.use((req, res) => {
      seen.push(req.path);
      if (!res.headersSent) res.end();
    });
  });
  await fetch(`${baseUrl}/auth/me`);
  await fetch(`${baseUrl}/own`);
  expect(seen).toEqual(["/own"]);
});

/** Logs in and gives the session's cookie. */
async function logIn(baseUrl: string): Promise<string> {
  const started = await fetch(`${baseUrl}/auth/login`, { headers: page, redirect: "manual" });
  const asked = new URL(started.headers.get("location") ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  const answer = new URLSearchParams({ code: "c", state: asked.get("state") ?? "", iss: provider.issuer });
  const cookie = started.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const finished = await fetch(`${baseUrl}/auth/callback?${answer}`, {
    headers: { ...page, cookie },
    redirect: "manual",
  });
  const [session] = finished.headers.getSetCookie().filter((each) => each.includes(".session="));
  return session?.split(";")[0] ?? "";
}

test("the whole of the documentation's example: 303 for a page, 401 for a script, the person after the login", async () => {
  const baseUrl = await start((app, auth) => {
    app.use(auth);
    app.get("/dossiers", auth.requireUser(), (req, res) => void res.json(auth.user(req).organization));
  });
  expect((await fetch(`${baseUrl}/dossiers`, { headers: page, redirect: "manual" })).status).toBe(303);
  expect((await fetch(`${baseUrl}/dossiers`)).status).toBe(401);

  const response = await fetch(`${baseUrl}/dossiers`, { headers: { cookie: await logIn(baseUrl) } });
  expect(await response.json()).toEqual({ siret: "21920023500014", siren: "219200235" });
  expect(response.headers.get("cache-control")).toBe("no-store");
});

test("auth.user without the guard throws, and Express answers 401 with it", async () => {
  const baseUrl = await start((app, auth) => {
    app.use(auth);
    app.get("/", (req, res) => void res.json(auth.user(req)));
  });
  const silence = console.error;
  console.error = () => undefined;
  expect((await fetch(baseUrl)).status).toBe(401);
  console.error = silence;
});

test.each([
  ["Express 5", express],
  ["Express 4", express4],
])("%s hears of a requirement that throws, and the process goes on", async (_name, framework) => {
  const failing = (): never => {
    throw new Error("the check is broken");
  };
  const baseUrl = await start((app, auth) => {
    app.use(auth);
    app.get("/dossiers", auth.requireUser({ check: failing }), (_req, res) => void res.end("in"));
    const answer: express.ErrorRequestHandler = (error: Error, _req, res, _next) =>
      void res.status(500).end(error.message);
    app.use(answer);
  }, framework);
  const headers = { ...page, cookie: await logIn(baseUrl) };
  const response = await fetch(`${baseUrl}/dossiers`, { headers });
  expect([response.status, await response.text()]).toEqual([500, "the check is broken"]);
});

test("a body that the framework has parsed is accepted, in any form", async () => {
  for (const parser of [express.urlencoded(), express.text({ type: "*/*" }), express.raw({ type: "*/*" })]) {
    const baseUrl = await start((app, auth) => {
      app.use(parser);
      app.use(auth);
    });
    const headers = { ...page, "content-type": "application/x-www-form-urlencoded" };
    const response = await fetch(`${baseUrl}/auth/login`, { method: "POST", headers, body: "returnTo=/a" });
    expect([response.status, response.headers.get("refresh")]).toEqual([
      200,
      expect.stringContaining("/authorize?"),
    ]);
  }
});

test("a body without end is cut off", async () => {
  const baseUrl = await start((app, auth) => void app.use(auth));
  const headers = { ...page, "content-type": "application/x-www-form-urlencoded" };
  const response = await fetch(`${baseUrl}/auth/login`, {
    method: "POST",
    headers,
    body: "a".repeat(100_000),
  });
  expect(response.status).toBe(413);
});

test("mounted under a path of a router, the address that the browser sent counts", async () => {
  const baseUrl = await start((app, auth) => {
    const router = express.Router();
    router.get("/liste", auth.requireUser(), (_req, res) => void res.send("ok"));
    app.use("/auth", auth);
    app.use("/dossiers", router);
  });
  expect((await fetch(`${baseUrl}/auth/me?optional`)).status).toBe(200);
  const response = await fetch(`${baseUrl}/dossiers/liste`);
  expect(await response.json()).toMatchObject({ loginUrl: "/auth/login?returnTo=%2Fdossiers%2Fliste" });
});

test.each(["evil.test/@x", "a b", "[::", "x\\y"])(
  "a Host header that is no host (%s) does no harm",
  async (host) => {
    const baseUrl = await start((app, auth) => void app.use(auth));
    const { port } = new URL(baseUrl);
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const options = { port, path: "/auth/me", headers: { host } };
      httpRequest(options, (response) => resolve(response.resume().statusCode))
        .on("error", reject)
        .end();
    });
    expect([400, 401]).toContain(status);
  },
);

test("a body that nobody reads leaves no trace on the connection", async () => {
  const baseUrl = await start((app, auth) => void app.use(auth));
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const call = (method: string, path: string, body?: Buffer): Promise<number | undefined> =>
    new Promise((resolve, reject) => {
      const options = {
        port: new URL(baseUrl).port,
        method,
        path,
        agent,
        headers: { origin: "http://evil.test" },
      };
      httpRequest(options, (response) => {
        response.resume().on("end", () => resolve(response.statusCode));
      })
        .on("error", reject)
        .end(body);
    });
  expect(await call("POST", "/auth/login", Buffer.alloc(200_000))).toBe(403);
  expect(await call("GET", "/auth/me")).toBe(401);
  agent.destroy();
});

test("what a parser made that is no form is an empty form", async () => {
  const baseUrl = await start((app, auth) => {
    app.use(express.json());
    app.use(auth);
  });
  const headers = { ...page, "content-type": "application/json" };
  for (const body of ["[1]", '{"returnTo":{"toString":1}}', '{"returnTo":["/a","/b"]}']) {
    expect((await fetch(`${baseUrl}/auth/login`, { method: "POST", headers, body })).status).toBe(200);
  }
});

test.each([
  ["an absolute request target", "GET", "http://evil.test/auth/me"],
  ["TRACE", "TRACE", "/auth/me"],
  ["CONNECT-like garbage", "TRACK", "/auth/me"],
])("%s is answered, and nobody sees an error", async (_what, method, path) => {
  const baseUrl = await start((app, auth) => void app.use(auth));
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const options = { port: new URL(baseUrl).port, method, path };
    httpRequest(options, (response) => resolve(response.resume().statusCode))
      .on("error", reject)
      .end();
  });
  expect([400, 401, 405]).toContain(status);
});

test("the type of the person follows from the provider", () => {
  const byDefault = (req: express.Request) => createAuth().user(req);
  const federation = (req: express.Request) => createAuth({ provider: "proconnect" }).user(req);
  expectTypeOf<ReturnType<typeof byDefault>>().toEqualTypeOf<MonCompteProUser>();
  expectTypeOf<ReturnType<typeof federation>>().toEqualTypeOf<ProConnectUser>();
});

test("what the application varies its answers with stays beside what ours vary with", async () => {
  const baseUrl = await start((app, auth) => {
    app.use((_req, res, next) => {
      res.vary("Origin");
      next();
    });
    app.use(auth);
  });
  const { headers } = await fetch(`${baseUrl}/auth/me`);
  const vary = (headers.get("vary") ?? "").split(/, */);
  expect(vary).toEqual(expect.arrayContaining(["Origin", "Cookie"]));
});
