import { Hono } from "hono";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { APPLICATION, quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startPeopleProvider, type PeopleProvider } from "../../test/people-provider.js";
import { Visitor, type AnyAuth } from "../../test/visitor.js";
import { createAuth } from "./hono.js";

let provider: PeopleProvider;
beforeAll(async () => {
  provider = await startPeopleProvider();
});
afterAll(() => provider.stop());
afterEach(() => vi.useRealTimers());

test("after a refresh the handler has the new session, and each cookie goes out once", async () => {
  const auth = createAuth({
    provider: "proconnect",
    keepRefreshToken: true,
    clientId: "application",
    clientSecret: provider.clientSecret,
    issuer: provider.issuer,
    baseUrl: APPLICATION,
    sessionSecret: SECRET,
    logger: quiet,
    session: { idle: 4 },
  });
  const app = new Hono().use(auth).get("/refresh", auth.requireUser(), async (c) => {
    const before = auth.session(c);
    const { session } = await auth.refresh(c);
    return Response.json([before === session, auth.session(c) === session]);
  });
  const visitor = new Visitor();
  const answering = { handler: async (request: Request) => app.fetch(request) } as AnyAuth;
  await visitor.logIn(answering, provider, { sub: "jean" });

  // The guard renews the session too: both write to the same answer.
  vi.useFakeTimers({ now: Date.now() + 2_000, toFake: ["Date"] });
  const response = await visitor.at(answering).open("/refresh");
  expect(await response.json()).toEqual([false, true]);
  const names = response.headers.getSetCookie().map((each) => each.split("=")[0]);
  expect(names).toEqual(["__Host-moncomptepro.session.seen"]);
  expect(response.headers.get("cache-control")).toBe("no-store");
});
