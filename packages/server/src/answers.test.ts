import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { APPLICATION, Browser, createApplication, logIn, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { memoryStore } from "../test/memory-store.js";
import { ERRORS, type ErrorCode } from "./error-codes.js";
import { AuthError } from "./errors.js";
import type { Auth } from "./index.js";
import { errorResponse } from "./pages/error-response.js";
import { createRoutes } from "./routes.js";
import { contextOf } from "./session-context.js";

let provider: HostileProvider;
let auth: Auth;

beforeAll(async () => {
  provider = await startHostileProvider();
  auth = createApplication(provider, {
    provider: "proconnect",
    browserRedirectUris: [`${APPLICATION}/spa`],
    session: { store: memoryStore() },
  });
});
afterAll(() => provider.stop());

const METHODS = ["GET", "POST", "HEAD", "PUT", "DELETE", "OPTIONS", "PATCH"];
const READERS: Record<string, Record<string, string>> = {
  page: { accept: "text/html", "sec-fetch-dest": "document" },
  script: { accept: "application/json", "sec-fetch-dest": "empty" },
  prefetch: { accept: "text/html", "sec-fetch-dest": "document", "sec-purpose": "prefetch" },
  "other site": { accept: "text/html", "sec-fetch-dest": "document", "sec-fetch-site": "cross-site" },
};
const BODIES = [undefined, "returnTo=/a", "{}", "no JSON", "x".repeat(20_000)];
const TYPES = ["application/x-www-form-urlencoded", "application/json", "text/plain"];

/** What every answer of ours says, whatever it is. */
function expectOurHeaders(response: Response | undefined, what: string): void {
  const of = (name: string): string => response?.headers.get(name) ?? "";
  expect(of("cache-control"), what).toBe("no-store");
  expect(of("referrer-policy"), what).toBe("no-referrer");
  expect(of("x-content-type-options"), what).toBe("nosniff");
  const vary = of("vary").toLowerCase().split(/, ?/);
  expect(vary, what).toEqual(
    expect.arrayContaining(["cookie", "accept", "accept-language", "sec-fetch-dest"]),
  );
  if (of("content-type").startsWith("text/html"))
    expect(of("content-security-policy"), what).toContain("frame-ancestors 'none'");
}

describe("every answer is kept nowhere, tells the next site nothing and says what it depends on", () => {
  test("of every route, by every method, to every reader, logged in or not", async () => {
    const browser = new Browser(auth);
    await logIn(browser, provider);
    const paths = [...createRoutes([contextOf(auth).settings]).keys()];
    expect(paths.length).toBeGreaterThan(7);
    const seen = new Set<number | undefined>();
    for (const path of paths)
      for (const method of METHODS)
        for (const [who, headers] of Object.entries(READERS))
          for (const cookie of ["", browser.headers["cookie"] ?? ""])
            for (const body of method === "POST" ? BODIES : [undefined])
              for (const type of body === undefined ? [undefined] : TYPES) {
                const response = await auth.handler(
                  new Request(`${APPLICATION}${path}?state=x`, {
                    method,
                    headers: {
                      "sec-fetch-site": "same-origin",
                      ...headers,
                      ...(type && { "content-type": type }),
                      cookie,
                    },
                    ...(body !== undefined && { body }),
                  }),
                );
                expectOurHeaders(response, `${method} ${path} ${who} ${type} ${body?.slice(0, 20)}`);
                seen.add(response?.status);
              }
    expect([...seen].toSorted((one = 0, other = 0) => one - other)).toEqual([
      200, 204, 303, 400, 401, 403, 405, 413, 415, 503,
    ]);
  });

  test("of a login from the click to the page, and of a logout to the end", async () => {
    const browser = new Browser(createApplication(provider, { provider: "proconnect" }));
    const asked = await browser.open("/auth/login");
    expectOurHeaders(asked, "login");
    const { searchParams } = new URL(asked.headers.get("location") ?? "");
    provider.nonce = searchParams.get("nonce") ?? "";
    const answer = { code: "c", state: searchParams.get("state") ?? "", iss: provider.issuer };
    const finished = await browser.open(`/auth/callback?${new URLSearchParams(answer).toString()}`);
    expect(finished.status).toBe(303);
    expectOurHeaders(finished, "callback");
    for (const [address, init] of [
      ["/auth/me", { headers: READERS["script"] }],
      ["/auth/logout", { method: "POST" }],
      ["/auth/logout/continue", {}],
      ["/auth/logout/callback", {}],
    ] as [string, RequestInit][])
      expectOurHeaders(await browser.open(address, init), address);
  });

  test.each(Object.keys(ERRORS) as ErrorCode[])(
    "of the failure %s, to a page and to a script",
    async (code) => {
      const { settings } = contextOf(auth);
      for (const headers of [READERS["page"], READERS["script"], undefined]) {
        const request = headers && { headers };
        expectOurHeaders(await errorResponse(new AuthError(code), request, settings), code);
        const own = { ...settings, hooks: { errorPage: () => "<!doctype html>" } };
        expectOurHeaders(await errorResponse(new AuthError(code), request, own), code);
      }
    },
  );

  test("of a guard that turns away", async () => {
    for (const headers of Object.values(READERS)) {
      const { response } = await auth.requireUser({ method: "GET", url: "/dossiers", headers });
      expectOurHeaders(response, JSON.stringify(headers));
    }
  });
});

test("an answer says when to try again exactly when what is away may be back soon", async () => {
  const { settings } = contextOf(auth);
  const codes = Object.keys(ERRORS) as ErrorCode[];
  const told = await Promise.all(
    codes.map(async (code) => {
      const response = await errorResponse(new AuthError(code), { headers: {} }, settings);
      return [code, response.headers.get("retry-after")];
    }),
  );
  expect(told.filter(([, seconds]) => seconds !== null)).toEqual([
    ["store_unavailable", "5"],
    ["provider_unavailable", "5"],
    ["provider_timeout", "5"],
  ]);
});

describe("/auth/me", () => {
  const ask = (site: string | undefined): Promise<Response> => {
    const headers = { ...READERS["script"], "sec-fetch-site": site ?? "" };
    return new Browser(auth).open("/auth/me?optional", { headers });
  };
  test.each([undefined, "same-origin", "none"])("answers when Sec-Fetch-Site is %s", async (site) =>
    expect((await ask(site)).status).toBe(200),
  );
  test.each(["same-site", "cross-site", "anything"])("refuses when Sec-Fetch-Site is %s", async (site) => {
    const response = await ask(site);
    expect([response.status, await response.json()]).toEqual([
      403,
      expect.objectContaining({ code: "cross_origin_request" }),
    ]);
  });
});

test("a transaction that could not begin says so under the same headers", async () => {
  const browser = new Browser(createApplication(provider, { issuer: "http://127.0.0.1:9" }));
  await expect(start(browser)).rejects.toThrow();
  const response = await browser.open("/auth/login");
  expect([response.status, response.headers.get("retry-after")]).toEqual([503, "5"]);
  expectOurHeaders(response, "login");
});
