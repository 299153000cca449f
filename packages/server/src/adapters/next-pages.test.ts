import { AsyncLocalStorage } from "node:async_hooks";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { APPLICATION, Browser, comeBack, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createTestSession } from "../testing.js";
import { createAuth } from "./next.js";

/** Next is not installed here: the little that we use of it stands here, as in contract.test.ts. */
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
    throw new Error(`redirect to ${address}`);
  },
}));
const headersOfNext = new AsyncLocalStorage<Headers>();
current.headers = headersOfNext;

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
afterEach(() => vi.useRealTimers());

const create = (baseUrl = APPLICATION) => {
  const { clientId, clientSecret, issuer } = provider;
  const session = { idle: 4 };
  return createAuth({
    clientId,
    clientSecret,
    issuer,
    baseUrl,
    sessionSecret: SECRET,
    logger: quiet,
    session,
  });
};

test("a page leads back to itself, whatever a visitor writes into the header that tells its address", async () => {
  const auth = create();
  const browser = new Browser({ handler: (request) => auth.handlers.GET(request) });
  const headers = { ...browser.headers, "x-moncomptepro-page": "/chosen" };
  const request = new Request(`${APPLICATION}/paie?mois=3`, { headers });
  const { forwarded } = (await auth.proxy(request)) as Response & { forwarded: Headers };
  const shown = await headersOfNext.run(forwarded, () => auth.requireUser()).catch((error: unknown) => error);

  const [, address = ""] = /^Error: redirect to (.*)$/.exec(String(shown)) ?? [];
  const asked = new URL((await browser.open(address)).headers.get("location") ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  expect((await comeBack(browser, asked, provider)).headers.get("location")).toBe("/paie?mois=3");
});

test("the cookie that renews a session goes out beside the application’s own", async () => {
  const auth = create();
  const { cookie } = await createTestSession(auth, { sub: "154" });
  vi.useFakeTimers({ now: Date.now() + 2_000, toFake: ["Date"] });
  const guarded = auth.guard(() => new Response("hello", { headers: { "set-cookie": "own=1" } }));
  const { headers } = await guarded(new Request(APPLICATION, { headers: { cookie } }), {});
  const names = headers.getSetCookie().map((each) => each.split("=")[0]);
  expect(names).toEqual(["own", "__Host-moncomptepro.session.seen"]);
});

test("under a base path our routes answer with it and without, as Next hands requests over", async () => {
  const { GET } = create(`${APPLICATION}/base`).handlers;
  for (const path of ["/auth/me", "/base/auth/me"]) {
    // oxlint-disable-next-line no-await-in-loop -- two
    expect((await GET(new Request(APPLICATION + path))).status).toBe(401);
  }
});
