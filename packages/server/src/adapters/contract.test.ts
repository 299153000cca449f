import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { quiet, SECRET } from "../../test/browser.js";
import { startHostileProvider, type HostileProvider } from "../../test/hostile-provider.js";
import type { AuthOptions } from "../index.js";
import { createAuth as createExpressAuth } from "./express.js";
import { createAuth as createFastifyAuth } from "./fastify.js";
import { createAuth as createHonoAuth } from "./hono.js";
import { createAuth as createNodeAuth } from "./node.js";

/**
 * The same application in each framework: `/` says who is there and sets a cookie of its own, `/dossiers` is for people
 * who are logged in, `/paie` for those who proved a level. The framework's own security headers are set too.
 */
type Start = (options: AuthOptions) => Promise<() => void>;

const POLICY = "default-src 'self'";
let provider: HostileProvider;
let port: number;
let baseUrl: string;
let stop: () => void;

const close =
  (server: Server): (() => void) =>
  () =>
    server.close().closeAllConnections();

const frameworks: Record<string, Start> = {
  "Express 5": async (options) => {
    const auth = createExpressAuth(options);
    const app = express();
    app.use((_req, res, next) => {
      res.setHeader("content-security-policy", POLICY);
      next();
    });
    app.use(auth);
    app.get("/", async (req, res) => {
      res.cookie("own", "1");
      res.json({ sub: (await auth.authenticate(req, res))?.sub });
    });
    app.get("/dossiers", auth.requireUser(), (req, res) => void res.json({ sub: auth.user(req).sub }));
    app.get(
      "/paie",
      auth.requireUser({ acr: ["eidas1"] }),
      (req, res) => void res.json({ sub: auth.user(req).sub }),
    );
    const server = app.listen(port);
    await once(server, "listening");
    return close(server);
  },
  "Fastify 5": async (options) => {
    const auth = createFastifyAuth(options);
    const app = fastify();
    app.addHook("onRequest", async (_request, reply) => void reply.header("content-security-policy", POLICY));
    await app.register(auth);
    app.get("/", async (request, reply) => {
      reply.header("set-cookie", "own=1");
      return { sub: (await auth.authenticate(request, reply))?.sub };
    });
    app.get("/dossiers", { preHandler: auth.requireUser() }, async (request) => ({
      sub: auth.user(request).sub,
    }));
    app.get("/paie", { preHandler: auth.requireUser({ acr: ["eidas1"] }) }, async (request) => ({
      sub: auth.user(request).sub,
    }));
    await app.listen({ port });
    return () => void app.close();
  },
  Hono: async (options) => {
    const auth = createHonoAuth(options);
    const app = new Hono();
    app.use(auth);
    app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"] } }));
    app.get("/", async (c) => {
      c.header("set-cookie", "own=1");
      return c.json({ sub: (await auth.authenticate(c))?.sub });
    });
    app.get("/dossiers", auth.requireUser(), (c) => c.json({ sub: auth.user(c).sub }));
    app.get("/paie", auth.requireUser({ acr: ["eidas1"] }), (c) => c.json({ sub: auth.user(c).sub }));
    const server = serve({ fetch: app.fetch, port }) as Server;
    await once(server, "listening");
    return close(server);
  },
  "node:http": async (options) => {
    const auth = createNodeAuth(options);
    const server = createServer((request, response) => {
      const answer = async (): Promise<void> => {
        response.setHeader("content-security-policy", POLICY);
        if (await auth.handle(request, response)) return;
        const send = (sub?: string): unknown =>
          response.setHeader("content-type", "application/json").end(JSON.stringify({ sub }));
        if (request.url === "/") {
          response.setHeader("set-cookie", "own=1");
          send((await auth.authenticate(request, response))?.sub);
        } else if (request.url === "/dossiers" || request.url === "/paie") {
          const acr = request.url === "/paie" ? { acr: ["eidas1"] } : {};
          const user = await auth.requireUser(request, response, acr);
          if (user) send(user.sub);
        } else response.writeHead(404).end();
      };
      answer().catch((error: unknown) => response.destroy(error as Error));
    });
    server.listen(port);
    await once(server, "listening");
    return close(server);
  },
};

const page = { accept: "text/html", "sec-fetch-dest": "document", "sec-fetch-site": "same-origin" };
const form = { ...page, "content-type": "application/x-www-form-urlencoded" };

async function logIn(): Promise<string> {
  const started = await fetch(`${baseUrl}/auth/login?returnTo=/dossiers`, {
    headers: page,
    redirect: "manual",
  });
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
  expect(finished.headers.get("location")).toBe("/dossiers");
  return (
    finished.headers
      .getSetCookie()
      .find((each) => each.startsWith("moncomptepro.session="))
      ?.split(";")[0] ?? ""
  );
}

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

describe.each(Object.entries(frameworks))("%s", (_name, start) => {
  beforeEach(async () => {
    provider.answers = provider.honest();
    const free = createServer().listen(0);
    await once(free, "listening");
    ({ port } = free.address() as AddressInfo);
    free.close();
    await once(free, "close");
    baseUrl = `http://localhost:${port}`;
    const { clientId, clientSecret, issuer } = provider;
    // An idle time of four seconds: the cookie is due anew after one.
    const session = { idle: 4 };
    stop = await start({
      clientId,
      clientSecret,
      issuer,
      baseUrl,
      sessionSecret: SECRET,
      logger: quiet,
      session,
    });
  });
  afterEach(() => stop());

  test("a login, who is there, a guarded page, a logout", async () => {
    const cookie = await logIn();
    expect(await (await fetch(`${baseUrl}/auth/me`, { headers: { cookie } })).json()).toMatchObject({
      user: { sub: "154" },
    });
    const guarded = await fetch(`${baseUrl}/dossiers`, { headers: { cookie } });
    expect(await guarded.json()).toEqual({ sub: "154" });
    expect(guarded.headers.get("cache-control")).toBe("no-store");

    const left = await fetch(`${baseUrl}/auth/logout`, {
      method: "POST",
      headers: { ...form, cookie },
      body: "",
    });
    expect([left.status, left.headers.get("refresh")]).toEqual([200, expect.stringContaining("/logout?")]);
    expect((await fetch(`${baseUrl}/dossiers`, { headers: { cookie } })).status).toBe(401);
  });

  test("the guard sends a page to the login and answers 401 to a script", async () => {
    const response = await fetch(`${baseUrl}/dossiers`, { headers: page, redirect: "manual" });
    expect([response.status, response.headers.get("location")]).toEqual([
      303,
      expect.stringContaining("/authorize?"),
    ]);
    expect(response.headers.getSetCookie()).toHaveLength(1);
    const script = await fetch(`${baseUrl}/dossiers`);
    expect(await script.json()).toMatchObject({ status: 401, loginUrl: "/auth/login?returnTo=%2Fdossiers" });
  });

  test("the guard asks for a level as essential", async () => {
    const headers = { ...page, cookie: await logIn() };
    const response = await fetch(`${baseUrl}/paie`, { headers, redirect: "manual" });
    expect(new URL(response.headers.get("location") ?? "").searchParams.get("claims")).toContain(
      '"essential":true',
    );
  });

  test("a page that anybody may see keeps its own cookies when the session is renewed", async () => {
    const cookie = await logIn();
    expect(await (await fetch(baseUrl)).json()).toEqual({});
    const renewed = async (): Promise<string[]> => {
      const response = await fetch(baseUrl, { headers: { cookie } });
      expect(await response.json()).toEqual({ sub: "154" });
      return response.headers.getSetCookie().map((each) => each.split("=")[0] ?? "");
    };
    await expect.poll(renewed, { timeout: 3500, interval: 200 }).toEqual(["own", "moncomptepro.session"]);
  });

  test("a form starts a login; one that is too large is refused", async () => {
    const send = (body: string): Promise<Response> =>
      fetch(`${baseUrl}/auth/login`, { method: "POST", headers: form, body });
    expect((await send("returnTo=/dossiers")).headers.get("refresh")).toContain("/authorize?");
    expect((await send("a".repeat(100_000))).status).toBe(413);
  });

  test("our pages have a policy of their own, and what isn't ours is the application's", async () => {
    const ours = await fetch(`${baseUrl}/auth/callback?state=x`, { headers: page });
    expect([ours.status, ours.headers.get("content-security-policy")]).toEqual([
      400,
      expect.stringContaining("default-src 'none'"),
    ]);
    expect((await fetch(`${baseUrl}/auth/other`)).status).toBe(404);
    expect((await fetch(`${baseUrl}/auth/login`, { method: "HEAD" })).status).toBe(204);
  });
});
