import { Hono } from "hono";
import { afterEach, expect, test, vi } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { createTestSession } from "../testing.js";
import { createAuth } from "./hono.js";

const auth = createAuth({
  clientId: "id",
  clientSecret: "a secret of the provider",
  baseUrl: APPLICATION,
  sessionSecret: SECRET,
  logger: quiet,
  session: { idle: 4 },
});

afterEach(() => vi.useRealTimers());

/** A person whose session is due to be renewed. */
async function due(): Promise<{ headers: { cookie: string } }> {
  const { cookie } = await createTestSession(auth, { sub: "154" });
  vi.useFakeTimers({ now: Date.now() + 2_000, toFake: ["Date"] });
  return { headers: { cookie } };
}

const told = ({ headers }: Response): unknown[] => [
  headers.get("cache-control"),
  headers.getSetCookie().length,
];

test("a plain Response that asks who is there is kept by no cache, and renews the session", async () => {
  const app = new Hono().use(auth).get("/", async (c) => {
    await auth.authenticate(c);
    return new Response("hello");
  });
  expect(told(await app.request("/", await due()))).toEqual(["no-store", 1]);
});

test("without our middleware before it too, as far as Hono lets us", async () => {
  const app = new Hono().get("/", async (c) => {
    await auth.authenticate(c);
    return c.text("hello");
  });
  expect(told(await app.request("/", await due()))).toEqual(["no-store", 1]);
});

test("what a middleware between ours and the guard says of caching comes too soon to count", async () => {
  const app = new Hono()
    .use(auth)
    .use(async (c, next) => {
      await next();
      c.header("cache-control", "public, max-age=60");
    })
    .get("/", auth.requireUser(), (c) => c.text("hello"));
  expect(told(await app.request("/", await due()))).toEqual(["no-store", 1]);
});
