import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { quiet, SECRET } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { createAuth } from "./node.js";

// By node:http: `fetch` sets the headers of Fetch Metadata itself.
let provider: HostileProvider;
let server: Server;
let baseUrl: string;

beforeAll(async () => {
  provider = await startHostileProvider();
  server = createServer();
  await once(server.listen(0, "localhost"), "listening");
  baseUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  const { clientId, clientSecret, issuer } = provider;
  const auth = createAuth({ clientId, clientSecret, issuer, baseUrl, sessionSecret: SECRET, logger: quiet });
  server.on("request", async (incoming, outgoing) => {
    if (await auth.handle(incoming, outgoing)) return;
    const user = await auth.requireUser(incoming, outgoing);
    if (user) outgoing.end(user.sub);
  });
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await provider.stop();
});

async function get(path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const [answer] = (await once(httpRequest(`${baseUrl}${path}`, { headers }).end(), "response")) as [
    IncomingMessage,
  ];
  answer.resume();
  return answer;
}

const PASSED_ON = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "empty", accept: "text/html,*/*;q=0.8" };

test("a navigation that a service worker passed on is one, from the guard to the page", async () => {
  const guarded = await get("/dossiers", PASSED_ON);
  expect([guarded.statusCode, guarded.headers.location]).toEqual([
    303,
    expect.stringContaining("/authorize?"),
  ]);
  const begun = await get("/auth/login?returnTo=/dossiers", PASSED_ON);
  const asked = new URL(begun.headers.location ?? "").searchParams;
  provider.nonce = asked.get("nonce") ?? "";
  const answer = new URLSearchParams({ code: "code", state: asked.get("state") ?? "", iss: provider.issuer });
  const cookie = begun.headers["set-cookie"]?.map((each) => each.split(";")[0]).join("; ") ?? "";
  const back = await get(`/auth/callback?${answer.toString()}`, { ...PASSED_ON, cookie });
  expect([back.statusCode, back.headers.location]).toEqual([303, "/dossiers"]);
});

test.each(["cors", "no-cors", "same-origin"])("a script that asks in the mode %s is none", async (mode) => {
  const headers = { ...PASSED_ON, "sec-fetch-mode": mode };
  const statuses = ["/dossiers", "/auth/login", "/auth/callback"].map(async (path) => {
    const { statusCode, headers: received } = await get(path, headers);
    return [statusCode, received["content-type"]];
  });
  const problem = "application/problem+json";
  expect(await Promise.all(statuses)).toEqual([
    [401, problem],
    [400, problem],
    [400, problem],
  ]);
});
