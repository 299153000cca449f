import { AsyncLocalStorage } from "node:async_hooks";
import { once } from "node:events";
import { Agent, createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { Readable } from "node:stream";
import { serve } from "@hono/node-server";
import express from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { secureHeaders } from "hono/secure-headers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { express4 } from "../../test/express-4.js";
import type { AuthOptions, MonCompteProUser, OwnUserInput } from "../index.js";
import { createAuth as createExpressAuth } from "./express.js";
import { createAuth as createFastifyAuth } from "./fastify.js";
import { createAuth as createHonoAuth } from "./hono.js";
import { createAuth as createNextAuth } from "./next.js";
import { send as sendThroughNode } from "./node-request.js";
import { createAuth as createNodeAuth } from "./node.js";

/**
 * The same application in each framework: `/` says who is there and sets a cookie of its own, `/dossiers` is for people
 * who are logged in, `/paie` for those who proved a level, `/export` takes its time. A form to `/connexion` logs in by the
 * application itself, one to `/visites` counts in the session. The framework's own security headers are set too.
 */
type Start = (options: AuthOptions, parsed?: boolean) => Promise<() => void>;

/** The request that Next is working on: it is not installed here, so the little that we use of it stands below. */
const current = vi.hoisted(() => ({ headers: undefined as unknown }));
vi.mock("next/headers.js", () => ({
  headers: async () => (current.headers as AsyncLocalStorage<Headers>).getStore(),
}));
vi.mock("next/server.js", () => ({
  NextResponse: {
    next: (init: { request: { headers: Headers } }) =>
      Object.assign(new Response(), { forwarded: init.request.headers }),
  },
}));
vi.mock("next/navigation.js", () => ({
  redirect: (address: string) => {
    throw new Redirect(address);
  },
}));
const headersOfNext = new AsyncLocalStorage<Headers>();
current.headers = headersOfNext;
class Redirect extends Error {}

/** A request as Next gives it to a route handler. */
function fetchRequest(incoming: IncomingMessage): Request {
  const { method = "GET", url = "/", headers, headersDistinct } = incoming;
  const host = URL.canParse(`http://${headers.host}/`) ? headers.host : "localhost";
  const pairs = Object.entries(headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  const body =
    method === "GET" || method === "HEAD" ? {} : { body: Readable.toWeb(incoming), duplex: "half" };
  // Next knows no TRACE either.
  const init = { method: method === "TRACE" ? "OPTIONS" : method, headers: pairs, ...body } as RequestInit;
  return new Request(new URL(url, `http://${host}`), init);
}

const POLICY = "default-src 'self'";
/** What the page `/export` does before it answers, in every framework. */
let exportDossiers = async (): Promise<void> => undefined;
/** An answer that its handler lets shared caches keep. */
const SHARED = { "cache-control": "public, max-age=60", "cdn-cache-control": "max-age=60" };
/** A person whom the application logged in itself. */
const AGENT: OwnUserInput<MonCompteProUser> = {
  sub: "42",
  email: "agent@mairie.example",
  organization: { siret: "21920023500014", siren: "219200235" },
};
const count = ({ visits = 0 }: { readonly visits?: number }): { visits: number } => ({ visits: visits + 1 });
let provider: HostileProvider;
let port: number;
let baseUrl: string;
let stop: () => void;

const close =
  (server: Server): (() => void) =>
  () =>
    server.close().closeAllConnections();

const startExpress =
  (framework: typeof express): Start =>
  async (options, parsed) => {
    const auth = createExpressAuth(options);
    const app = framework();
    app.use((_req, res, next) => {
      res.setHeader("content-security-policy", POLICY);
      next();
    });
    if (parsed) app.use(framework.urlencoded({ extended: false }));
    app.use(auth);
    app.get("/", async (req, res) => {
      res.cookie("own", "1");
      res.json({ sub: (await auth.authenticate(req, res))?.sub });
    });
    app.get("/dossiers", auth.requireUser(), (req, res) => void res.json({ sub: auth.user(req).sub }));
    app.get("/export", auth.requireUser(), async (req, res) => {
      await exportDossiers();
      res.set(SHARED).json({ sub: auth.user(req).sub });
    });
    app.get(
      "/paie",
      auth.requireUser({ acr: ["eidas1-mfa"] }),
      (req, res) => void res.json({ sub: auth.user(req).sub }),
    );
    app.post("/connexion", async (req, res) => {
      const { returnTo } = await auth.createSession(req, res, AGENT, {
        data: { visits: 1 },
        returnTo: "/dossiers",
      });
      res.redirect(303, returnTo);
    });
    app.post("/visites", async (req, res) => {
      const { session } = await auth.updateSession(req, res, count);
      res.json(session.data);
    });
    const server = app.listen(port);
    await once(server, "listening");
    return close(server);
  };

const frameworks: Record<string, Start> = {
  "Express 5": startExpress(express),
  "Express 4": startExpress(express4),
  "Fastify 5": async (options, parsed) => {
    const auth = createFastifyAuth(options);
    const app = fastify();
    if (parsed) {
      const type = "application/x-www-form-urlencoded";
      app.addContentTypeParser(type, { parseAs: "string" }, (_request, body, done) =>
        done(null, Object.fromEntries(new URLSearchParams(String(body)))),
      );
    }
    // As a plugin that packs answers: from here on they leave later than they were sent.
    app.addHook("onSend", (_request, _reply, payload, done) => void setImmediate(done, null, payload));
    app.addHook("onRequest", async (_request, reply) => void reply.header("content-security-policy", POLICY));
    await app.register(auth);
    app.get("/", async (request, reply) => {
      reply.header("set-cookie", "own=1");
      return { sub: (await auth.authenticate(request, reply))?.sub };
    });
    app.get("/dossiers", { preHandler: auth.requireUser() }, async (request) => ({
      sub: auth.user(request).sub,
    }));
    app.get("/export", { preHandler: auth.requireUser() }, async (request, reply) => {
      await exportDossiers();
      reply.headers(SHARED);
      return { sub: auth.user(request).sub };
    });
    app.get("/paie", { preHandler: auth.requireUser({ acr: ["eidas1-mfa"] }) }, async (request) => ({
      sub: auth.user(request).sub,
    }));
    app.post("/connexion", async (request, reply) => {
      const { returnTo } = await auth.createSession(request, reply, AGENT, {
        data: { visits: 1 },
        returnTo: "/dossiers",
      });
      return reply.redirect(returnTo, 303);
    });
    app.post(
      "/visites",
      async (request, reply) => (await auth.updateSession(request, reply, count)).session.data,
    );
    await app.listen({ port });
    return () => void app.close();
  },
  Hono: async (options, parsed) => {
    const auth = createHonoAuth(options);
    const app = new Hono();
    if (parsed)
      app.use(async (c, next) => {
        await c.req.parseBody();
        await next();
      });
    app.use(auth);
    app.use(secureHeaders({ contentSecurityPolicy: { defaultSrc: ["'self'"] } }));
    app.get("/", async (c) => {
      c.header("set-cookie", "own=1");
      return c.json({ sub: (await auth.authenticate(c))?.sub });
    });
    app.get("/dossiers", auth.requireUser(), (c) => c.json({ sub: auth.user(c).sub }));
    app.get("/export", auth.requireUser(), async (c) => {
      await exportDossiers();
      // A plain Response: Hono drops what was set on its context before.
      return Response.json({ sub: auth.user(c).sub }, { headers: SHARED });
    });
    app.get("/paie", auth.requireUser({ acr: ["eidas1-mfa"] }), (c) => c.json({ sub: auth.user(c).sub }));
    app.post("/connexion", async (c) => {
      const { returnTo } = await auth.createSession(c, AGENT, { data: { visits: 1 }, returnTo: "/dossiers" });
      return c.redirect(returnTo, 303);
    });
    app.post("/visites", async (c) => c.json((await auth.updateSession(c, count)).session.data ?? {}));
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
        } else if (request.url === "/export") {
          const user = await auth.requireUser(request, response);
          if (!user) return;
          await exportDossiers();
          response.writeHead(200, SHARED).end(JSON.stringify({ sub: user.sub }));
        } else if (request.url === "/connexion") {
          const { returnTo } = await auth.createSession(request, response, AGENT, {
            data: { visits: 1 },
            returnTo: "/dossiers",
          });
          response.writeHead(303, { location: returnTo }).end();
        } else if (request.url === "/visites") {
          const { session } = await auth.updateSession(request, response, count);
          response.end(JSON.stringify(session.data));
        } else if (request.url === "/dossiers" || request.url === "/paie") {
          const requirements = request.url === "/paie" ? ([{ acr: ["eidas1-mfa"] }] as const) : [];
          const user = await auth.requireUser(request, response, ...requirements);
          if (user) send(user.sub);
        } else response.writeHead(404).end();
      };
      answer().catch((error: unknown) => response.destroy(error as Error));
    });
    server.listen(port);
    await once(server, "listening");
    return close(server);
  },
  "Next 16": async (options) => {
    const auth = createNextAuth(options);
    const withRequirements = auth.guard((_request, { user }) => Response.json({ sub: user.sub }), {
      acr: ["eidas1-mfa"],
    });
    const guarded = auth.guard((_request, { user }) => Response.json({ sub: user.sub }));
    const slow = auth.guard(async (_request, { user }) => {
      await exportDossiers();
      return Response.json({ sub: user.sub }, { headers: SHARED });
    });
    const home = async (request: Request): Promise<Response> => {
      const proxied = await auth.proxy(request);
      const user = await headersOfNext.run(request.headers, () => auth.user());
      const answer = Response.json({ sub: user?.sub }, { headers: { "set-cookie": "own=1" } });
      for (const cookie of proxied.headers.getSetCookie()) answer.headers.append("set-cookie", cookie);
      return answer;
    };
    // A server component: Next tells it nothing of the request but the headers, and it can only redirect.
    const component = async (request: Request): Promise<Response> => {
      const { forwarded } = (await auth.proxy(request)) as Response & { forwarded: Headers };
      try {
        const { sub } = await headersOfNext.run(forwarded, () => auth.requireUser({ acr: ["eidas1-mfa"] }));
        return Response.json({ sub });
      } catch (error) {
        if (!(error instanceof Redirect)) throw error;
        return new Response(null, { status: 307, headers: { location: error.message } });
      }
    };
    const { basePath = "" } = /^https?:\/\/[^/]+(?<basePath>\/.+)$/.exec(options.baseUrl ?? "")?.groups ?? {};
    const withCookies = (answer: Response, setCookie: readonly string[]): Response => {
      answer.headers.set("cache-control", "no-store");
      for (const cookie of setCookie) answer.headers.append("set-cookie", cookie);
      return answer;
    };
    const logInHere = async (request: Request): Promise<Response> => {
      const how = { data: { visits: 1 }, returnTo: "/dossiers" };
      const { returnTo, setCookie } = await auth.createSession(request, AGENT, how);
      return withCookies(new Response(null, { status: 303, headers: { location: returnTo } }), setCookie);
    };
    const visit = async (request: Request): Promise<Response> => {
      const { session: changed, setCookie } = await auth.updateSession(request, count);
      return withCookies(Response.json(changed.data), setCookie);
    };
    const answer = (request: Request): Promise<Response> => {
      // Next cuts its base path off.
      const path = new URL(request.url).pathname.slice(basePath.length);
      const { GET, POST } = auth.handlers;
      const routed = new Request(new URL(path + new URL(request.url).search, request.url), request);
      if (path.startsWith("/auth/")) return (request.method === "POST" ? POST : GET)(routed);
      if (path === "/") return home(request);
      if (path === "/component") return component(request);
      if (path === "/export") return slow(routed, {});
      if (path === "/connexion") return logInHere(routed);
      if (path === "/visites") return visit(routed);
      return (path === "/paie" ? withRequirements : guarded)(routed, {});
    };
    const server = createServer((request, response) => {
      response.setHeader("content-security-policy", POLICY);
      answer(fetchRequest(request)).then(
        (ours) => sendThroughNode(ours, response),
        (error: unknown) => response.destroy(error as Error),
      );
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
      .find((each) => each.includes(".session="))
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
    stop = await start(settings());
  });

  /** An idle time of four seconds: the cookie is due anew after one. */
  function settings(): AuthOptions {
    const { clientId, clientSecret, issuer } = provider;
    const session = { idle: 4 };
    return { clientId, clientSecret, issuer, baseUrl, sessionSecret: SECRET, logger: quiet, session };
  }

  async function restart(options: AuthOptions, parsed?: boolean): Promise<void> {
    stop();
    // The port is free again once the server has stopped listening.
    await vi.waitFor(async () => {
      const probe = createServer().listen(port);
      await once(probe, "listening");
      probe.close();
      await once(probe, "close");
    });
    stop = await start(options, parsed);
  }

  /** Sends what `fetch` would refuse to send. */
  function sendRaw(
    options: object,
    body?: (write: (text: string) => void) => void,
  ): Promise<number | undefined> {
    return new Promise((resolve, reject) => {
      const sent = httpRequest({ port, host: "localhost", ...options }, (response) => {
        resolve(response.statusCode);
        sent.destroy();
      });
      sent.on("error", reject);
      if (body) body((text) => sent.write(text));
      else sent.end();
    });
  }
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

  test("a login of the application's own begins a session, whose data it changes", async () => {
    const post = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
      fetch(baseUrl + path, {
        method: "POST",
        headers: { ...page, ...headers },
        redirect: "manual",
      });
    const begun = await post("/connexion", { cookie: await logIn() });
    expect([begun.status, begun.headers.get("location"), begun.headers.get("cache-control")]).toEqual([
      303,
      "/dossiers",
      "no-store",
    ]);
    const [cookie = ""] = begun.headers.getSetCookie().map((each) => each.split(";")[0]);
    expect(await (await fetch(`${baseUrl}/dossiers`, { headers: { cookie } })).json()).toEqual({ sub: "42" });

    const first = await post("/visites", { cookie });
    expect(await first.json()).toEqual({ visits: 2 });
    const [seen = ""] = first.headers.getSetCookie().map((each) => each.split(";")[0]);
    const second = await post("/visites", { cookie: `${cookie}; ${seen}` });
    expect(await second.json()).toEqual({ visits: 3 });

    const level = await fetch(`${baseUrl}/paie`, { headers: { ...page, cookie }, redirect: "manual" });
    expect(level.headers.get("location")).toContain("/authorize?");
    const left = await post("/auth/logout", { cookie });
    expect(left.headers.get("refresh")).toBe("0; url=/");
    expect((await fetch(`${baseUrl}/dossiers`, { headers: { cookie } })).status).toBe(401);
  });

  test("a page that anybody may see keeps its own cookies when the session is renewed", async () => {
    const cookie = await logIn();
    expect(await (await fetch(baseUrl)).json()).toEqual({});
    vi.useFakeTimers({ now: Date.now() + 2_000, toFake: ["Date"] });
    const renewed = await fetch(baseUrl, { headers: { cookie } });
    vi.useRealTimers();
    expect(await renewed.json()).toEqual({ sub: "154" });
    const names = renewed.headers.getSetCookie().map((each) => each.split("=")[0]);
    expect(names).toEqual(["own", `moncomptepro-${port}.session.seen`]);
  });

  describe("an answer that takes its time", () => {
    let begun: Promise<void>;
    let finish: () => void;
    beforeEach(() => {
      const finished = new Promise<void>((resolve) => {
        finish = resolve;
      });
      begun = new Promise((resolve) => {
        exportDossiers = () => {
          resolve();
          return finished;
        };
      });
    });
    afterEach(() => {
      finish();
      vi.useRealTimers();
    });

    /** From now on the sessions of before are due to be renewed. */
    const whenDue = (): unknown => vi.useFakeTimers({ now: Date.now() + 2_000, toFake: ["Date"] });
    const open = (cookie: string): Promise<Response> =>
      fetch(`${baseUrl}/export`, { headers: { cookie, accept: "application/json" } });
    const caching = ({ headers }: Response): (string | null)[] => [
      headers.get("cache-control"),
      headers.get("cdn-cache-control"),
    ];
    const setCookies = ({ headers }: Response): string[] =>
      headers.getSetCookie().map((each) => each.split("=")[0] ?? "");

    test("is not even begun for a person who was turned away", async () => {
      const called = vi.fn<() => void>();
      exportDossiers = async () => called();
      expect((await open("")).status).toBe(401);
      // What a framework would run after the answer has run by the next one.
      expect((await open("")).status).toBe(401);
      expect(called).not.toHaveBeenCalled();
    });

    test("is kept by no cache when our cookie goes with it, whatever the handler says", async () => {
      const cookie = await logIn();
      whenDue();
      const answer = open(cookie);
      finish();
      expect(setCookies(await answer)).toEqual([`moncomptepro-${port}.session.seen`]);
      expect(caching(await answer)).toEqual(["no-store", null]);
    });

    test("is the handler's affair when no cookie of ours goes with it", async () => {
      const answer = open(await logIn());
      finish();
      expect(setCookies(await answer)).toEqual([]);
      expect(caching(await answer)).toEqual([SHARED["cache-control"], SHARED["cdn-cache-control"]]);
    });

    test("sends no cookie of a session that ended meanwhile", async () => {
      const cookie = await logIn();
      whenDue();
      const answer = open(cookie);
      await begun;
      await fetch(`${baseUrl}/auth/logout`, { method: "POST", headers: { ...form, cookie }, body: "" });
      finish();
      expect((await answer).status).toBe(200);
      expect(setCookies(await answer)).toEqual([]);
    });
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

  test("forms that the framework has read already are accepted, for the login and the logout", async () => {
    await restart(settings(), true);
    const post = (path: string, body: string, cookie?: string): Promise<Response> =>
      fetch(`${baseUrl}${path}`, { method: "POST", headers: { ...form, ...(cookie && { cookie }) }, body });
    expect((await post("/auth/login", "returnTo=/dossiers")).headers.get("refresh")).toContain("/authorize?");
    const left = await post("/auth/logout", "a=b", await logIn());
    expect([left.status, left.headers.get("refresh")]).toEqual([200, expect.stringContaining("/logout?")]);
  });

  test("under a base path", async () => {
    await restart({ ...settings(), baseUrl: `${baseUrl}/app` });
    expect((await fetch(`${baseUrl}/app/auth/me`)).status).toBe(401);
    const response = await fetch(`${baseUrl}/app/auth/login`, { headers: page, redirect: "manual" });
    const asked = new URL(response.headers.get("location") ?? "").searchParams;
    expect(asked.get("redirect_uri")).toBe(`${baseUrl}/app/auth/callback`);
  });

  test.each(["evil.test/@x", "a b", "[::", "x\\y"])("a Host header that is no host (%s)", async (host) => {
    expect([400, 401]).toContain(await sendRaw({ path: "/auth/me", headers: { host } }));
  });

  test.each(["TRACE", "OPTIONS", "PUT"])("%s on a route of ours", async (method) => {
    expect([400, 404, 405]).toContain(await sendRaw({ method, path: "/auth/me" }));
  });

  test("a form without end is answered while it is still being sent", async () => {
    const options = { method: "POST", path: "/auth/login", headers: form };
    // Never ended: an answer that waited for the end would not come.
    expect(await sendRaw(options, (write) => write("a".repeat(20_000)))).toBe(413);
  });

  test("a body that nobody reads leaves no trace on the connection", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const call = (method: string, path: string, body?: Buffer): Promise<number | undefined> =>
      new Promise((resolve, reject) => {
        const headers = { origin: "http://evil.test" };
        httpRequest({ port, host: "localhost", method, path, agent, headers }, (response) => {
          response.resume().on("end", () => resolve(response.statusCode));
        })
          .on("error", reject)
          .end(body);
      });
    expect(await call("POST", "/auth/login", Buffer.alloc(200_000))).toBe(403);
    expect(await call("GET", "/auth/me")).toBe(401);
    agent.destroy();
  });
});

describe("Next's server components", () => {
  test("leave to the route what they cannot answer: the level is asked for, the page comes back", async () => {
    const start = frameworks["Next 16"];
    const { clientId, clientSecret, issuer } = provider;
    stop =
      (await start?.({ clientId, clientSecret, issuer, baseUrl, sessionSecret: SECRET, logger: quiet })) ??
      stop;
    const redirected = await fetch(`${baseUrl}/component?a=1`, { headers: page, redirect: "manual" });
    const location = redirected.headers.get("location") ?? "";
    expect(location).toMatch(`${baseUrl}/auth/login?guard=`);

    expect((await fetch(location, { method: "HEAD" })).status).toBe(204);
    const started = await fetch(location, { headers: page, redirect: "manual" });
    expect(started.status).toBe(303);
    expect(new URL(started.headers.get("location") ?? "").searchParams.get("claims")).toContain(
      '"eidas1-mfa"',
    );
    const forged = await fetch(`${baseUrl}/auth/login?guard=x`, { headers: page, redirect: "manual" });
    expect(new URL(forged.headers.get("location") ?? "").searchParams.get("claims") ?? "").not.toContain(
      "eidas1-mfa",
    );
    stop();
  });
});
