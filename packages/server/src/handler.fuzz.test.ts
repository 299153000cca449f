import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { APPLICATION, Browser, createApplication, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth } from "./index.js";
import { CLEAN_ADDRESS } from "./pages/clean-address.js";

let provider: HostileProvider;
let auth: Auth;

beforeAll(async () => {
  provider = await startHostileProvider();
  auth = createApplication(provider);
});
afterAll(() => provider.stop());

const names = fc.constantFrom(
  "code",
  "state",
  "iss",
  "error",
  "error_description",
  "id_token",
  "returnTo",
  "prompt",
  "__proto__",
  "constructor",
  "",
);
const values = fc.oneof(
  fc.string({ maxLength: 60, unit: "binary" }),
  fc.constantFrom("", "[object Object]", "../", "%00", "<script>alert(1)</script>"),
);
const parameters = fc.array(fc.tuple(fc.oneof(names, fc.string({ maxLength: 8 })), values), { maxLength: 8 });
const paths = fc.constantFrom(
  "/auth/callback",
  "/auth/login",
  "/auth/me",
  "/auth/logout",
  "/auth/logout/callback",
);
const cookies = fc.array(
  fc.tuple(
    fc.constantFrom(
      "__Host-moncomptepro.session",
      "__Host-moncomptepro.session.1",
      "__Host-moncomptepro.login.x",
      "__Host-moncomptepro.logout",
      "own",
    ),
    fc.string({ maxLength: 80 }).map((text) => text.replaceAll(/[^\x21-\x7e]|[;,]/g, "x")),
  ),
  { maxLength: 6 },
);
const methods = fc.constantFrom("GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH");

const query = (pairs: [string, string][]): string => new URLSearchParams(pairs).toString();

test("whatever is sent to a route, the answer is one of ours, keeps nothing, echoes nothing and logs no person in", async () => {
  await fc.assert(
    fc.asyncProperty(paths, methods, parameters, cookies, async (path, method, pairs, jar) => {
      const headers = {
        accept: "text/html",
        "sec-fetch-dest": "document",
        "sec-fetch-site": "same-origin",
        cookie: jar.map(([name, value]) => `${name}=${value}`).join("; "),
      };
      const response = await auth.handler(
        new Request(`${APPLICATION}${path}?${query(pairs)}`, { method, headers }),
      );
      expect([200, 204, 303, 400, 401, 403, 405]).toContain(response?.status);
      expect(response?.headers.get("cache-control")).toBe("no-store");
      // One of ours takes the answer of the provider out of the address bar.
      expect((await response?.text())?.replace(CLEAN_ADDRESS, "")).not.toContain("<script");
      expect(response?.headers.getSetCookie().filter((each) => /session=[^;]/.test(each))).toEqual([]);
      const location = response?.headers.get("location") ?? "/";
      expect(location.startsWith(`${provider.issuer}/`) || /^\/(?!\/)/.test(location)).toBe(true);
    }),
    { numRuns: 1_000 },
  );
});

test("whatever comes back with the state of a transaction, no person is logged in without a code that the provider takes", async () => {
  provider.answers.takeOver = (path, response) => {
    if (path !== "/token") return false;
    response.writeHead(400, { "content-type": "application/json" }).end('{"error":"invalid_grant"}');
    return true;
  };
  await fc.assert(
    fc.asyncProperty(parameters, async (pairs) => {
      const browser = new Browser(auth);
      const state = (await start(browser)).get("state") ?? "";
      const others = pairs.filter(([name]) => name !== "state");
      const response = await browser.open(`/auth/callback?state=${state}&${query(others)}`);
      expect(response.status).toBeGreaterThanOrEqual(400);
      expect([...browser.cookies.keys()]).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
