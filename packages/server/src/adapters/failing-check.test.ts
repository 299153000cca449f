import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { serve } from "@hono/node-server";
import express, { type NextFunction, type Request, type Response } from "express";
import fastify from "fastify";
import { Hono } from "hono";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  APPLICATION,
  Browser,
  createApplication,
  logIn,
  quiet,
  SECRET,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { AuthOptions } from "../index.js";
import { createAuth as createExpressAuth } from "./express.js";
import { createAuth as createFastifyAuth } from "./fastify.js";
import { createAuth as createHonoAuth } from "./hono.js";
import { createAuth as createNodeAuth } from "./node.js";

let provider: HostileProvider;
let options: AuthOptions;
let cookie: string;

const failures: Record<string, () => boolean | Promise<boolean>> = {
  throws: () => {
    throw new Error("the register is away");
  },
  rejects: async () => {
    throw new Error("the register is away");
  },
};

beforeAll(async () => {
  provider = await startHostileProvider();
  const { clientId, clientSecret, issuer } = provider;
  options = { clientId, clientSecret, issuer, baseUrl: APPLICATION, sessionSecret: SECRET, logger: quiet };
  const browser = new Browser(createApplication(provider, options));
  await logIn(browser, provider);
  cookie = browser.headers["cookie"] ?? "";
});
afterAll(() => provider.stop());

type Check = () => boolean | Promise<boolean>;

const frameworks: Record<string, (check: Check) => Promise<Server>> = {
  "Express 5": async (check) => {
    const app = express();
    app.get("/", createExpressAuth(options).requireUser({ check }), (_req, res) => void res.send("in"));
    app.use(
      (error: Error, _req: Request, res: Response, _next: NextFunction) =>
        void res.status(500).send(error.message),
    );
    return app.listen(0);
  },
  Fastify: async (check) => {
    const app = fastify();
    app.get("/", { preHandler: createFastifyAuth(options).requireUser({ check }) }, () => "in");
    await app.listen({ port: 0 });
    return app.server;
  },
  Hono: async (check) => {
    const app = new Hono();
    app.get("/", createHonoAuth(options).requireUser({ check }), (c) => c.text("in"));
    app.onError((error, c) => c.text(error.message, 500));
    return serve({ fetch: app.fetch, port: 0 }) as Server;
  },
  "node:http": async (check) => {
    const auth = createNodeAuth(options);
    const server = createServer(async (request, response) => {
      if (await auth.requireUser(request, response, { check })) response.end("in");
    });
    return server.listen(0);
  },
};

test.each(
  Object.entries(frameworks).flatMap(([name, make]) =>
    Object.entries(failures).map(([how, check]) => ({ name, make, how, check })),
  ),
)("$name: a check that $how is an answer, and not the end of the process", async ({ make, check }) => {
  const server = await make(check);
  if (!server.listening) await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://localhost:${port}/`, { headers: { cookie } });
  expect([response.status, await response.text()]).toEqual([500, expect.not.stringMatching(/^in$/)]);
  server.close();
  server.closeAllConnections();
});

test.each(Object.entries(failures))(
  "Express 4 waits for no promise: a check that %s goes to `next`",
  async (_how, check) => {
    const guard = createExpressAuth(options).requireUser({ check });
    const next = vi.fn<(error?: unknown) => void>();
    const request = { method: "GET", url: "/", headers: { cookie } } as unknown as Request;
    // As Express 4 calls it, and forgets what it gives.
    await guard(request, {} as Response, next as NextFunction);
    expect(next.mock.calls).toEqual([[expect.objectContaining({ message: "the register is away" })]]);
  },
);
