import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  APPLICATION,
  Browser,
  createApplication,
  logIn,
  quiet,
  SECRET,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../../test/memory-store.js";
import type { AuthOptions, RequestParts } from "../index.js";
import { createAuth as createExpressAuth } from "./express.js";
import { createAuth as createFastifyAuth } from "./fastify.js";
import { createAuth as createHonoAuth } from "./hono.js";
import { createAuth as createNextAuth } from "./next.js";
import { createAuth as createNodeAuth } from "./node.js";

let provider: HostileProvider;
let options: AuthOptions;
let browser: Browser;
/** Who is logged in. */
let sub: string | undefined;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

/** Reads the person of a request alone. */
type Read = (request: RequestParts) => Promise<string | undefined>;

const adapters: Record<string, (options: AuthOptions) => Read> = {
  Express: (given) => {
    const auth = createExpressAuth(given);
    return async (request) => (await auth.authenticate(request)) && auth.session(request).user.sub;
  },
  Fastify: (given) => {
    const auth = createFastifyAuth(given);
    return async (request) => (await auth.authenticate(request)) && auth.session(request).user.sub;
  },
  Hono: (given) => {
    const auth = createHonoAuth(given);
    return async (request) => (await auth.authenticate(request)) && auth.session(request).user.sub;
  },
  "node:http": (given) => {
    const auth = createNodeAuth(given);
    return async (request) => (await auth.authenticate(request)) && auth.user(request).sub;
  },
  Next: (given) => {
    const auth = createNextAuth(given);
    return async (request) => (await auth.authenticate(request))?.sub;
  },
};

describe.each(["in cookies", "in a store"])("sessions %s", (where) => {
  beforeEach(async () => {
    provider.answers = provider.honest();
    const { clientId, clientSecret, issuer } = provider;
    options = { clientId, clientSecret, issuer, baseUrl: APPLICATION, sessionSecret: SECRET, logger: quiet };
    if (where === "in a store") options.session = { store: memoryStore() };
    const application = createApplication(provider, options);
    browser = new Browser(application);
    await logIn(browser, provider);
    sub = (await application.authenticate({ headers: browser.headers })).user?.sub;
    expect(sub).toBeDefined();
  });

  test.each(Object.entries(adapters))(
    "%s: the upgrade to a WebSocket tells who asks for it",
    async (_name, make) => {
      const read = make(options);
      const server = createServer();
      server.on("upgrade", async (request, socket) => {
        const person = (await read(request)) ?? "";
        socket.end(
          `HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade\r\nx-sub: ${person}\r\n\r\n`,
        );
      });
      await once(server.listen(0, "localhost"), "listening");
      const { port } = server.address() as AddressInfo;
      const upgrade = async (cookie: Record<string, string>): Promise<unknown> => {
        const headers = { connection: "upgrade", upgrade: "websocket", ...cookie };
        const [answer] = (await once(httpRequest({ port, headers }).end(), "upgrade")) as [IncomingMessage];
        return answer.headers["x-sub"];
      };
      const { cookie = "" } = browser.headers;
      expect(await upgrade({ cookie })).toBe(sub);
      expect(await upgrade({})).toBe("");
      server.close().closeAllConnections();
    },
  );

  test.each(Object.entries(adapters))("%s: a Request of Fetch does, too", async (_name, make) => {
    const request = new Request(APPLICATION, { headers: { cookie: browser.headers["cookie"] ?? "" } });
    expect(await make(options)(request)).toBe(sub);
  });

  test("what one of them logs out, all others of the process know", async () => {
    const readers = Object.values(adapters).map((make) => make(options));
    const request = { headers: { cookie: browser.headers["cookie"] ?? "" } };
    const subs = (): Promise<unknown[]> => Promise.all(readers.map((read) => read(request)));
    expect(await subs()).toEqual(readers.map(() => sub));
    const { handlers } = createNextAuth(options);
    await handlers.POST(
      new Request(`${APPLICATION}/auth/logout`, { method: "POST", headers: browser.headers }),
    );
    expect(await subs()).toEqual(readers.map(() => undefined));
  });

  test("a handler of Express that leaves the response out is answered for one person all the same", async () => {
    const auth = createExpressAuth(options);
    const request = {
      headers: { cookie: browser.headers["cookie"] ?? "" },
      res: { setHeader: vi.fn<() => void>() },
    };
    expect((await auth.authenticate(request))?.sub).toBe(sub);
    expect(request.res.setHeader).toHaveBeenCalledWith("cache-control", "no-store");
  });
});
