import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { APPLICATION, Browser, createApplication, logIn } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth } from "./index.js";

let provider: HostileProvider;
let auth: Auth;
let browser: Browser;

const FRAME = { "sec-fetch-mode": "navigate", "sec-fetch-dest": "iframe" };

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  auth = createApplication(provider);
  browser = new Browser(auth);
});

/** Where the links of a page lead to in the whole window, and which pages may show it. */
async function seen(response: Response | undefined): Promise<{ links: string[]; ancestors?: string }> {
  const text = (await response?.text()) ?? "";
  const links = [...text.matchAll(/<a href="([^"]*)" target="_top">/g)].map(([, href = ""]) => href);
  const policy = response?.headers.get("content-security-policy") ?? "";
  const [, ancestors = ""] = /frame-ancestors ([^;]*)/.exec(policy) ?? [];
  return { links: links.map((href) => href.replaceAll("&amp;", "&")), ancestors };
}

/** What an answer does beside showing a page. */
const effects = ({ status, headers }: Response): unknown[] => [
  status,
  headers.get("location"),
  headers.get("refresh"),
  headers.getSetCookie().length,
];

describe("a frame gets a link that leads out of it, where a tab is sent to the provider", () => {
  test.each(["/dossiers?page=2", "//evil.example/x"])("a guarded page: %s", async (url) => {
    const { response } = await auth.requireUser({
      method: "GET",
      url,
      headers: { ...browser.headers, ...FRAME },
    });
    expect(response && effects(response)).toEqual([401, null, null, 0]);
    expect(await seen(response)).toEqual({ links: [`${APPLICATION}${url}`], ancestors: "*" });
  });

  test("the login route", async () => {
    const address = "/auth/login?returnTo=/dossiers";
    const response = await browser.open(address, { headers: FRAME });
    expect(effects(response)).toEqual([401, null, null, 0]);
    expect(await seen(response)).toEqual({ links: [`${APPLICATION}${address}`], ancestors: "*" });
  });

  test("a form that starts a login", async () => {
    const response = await browser.open("/auth/login", { method: "POST", headers: FRAME });
    expect(effects(response)).toEqual([200, null, null, 1]);
    const { links, ancestors } = await seen(response);
    expect([links[0]?.startsWith(`${provider.issuer}/authorize?`), ancestors]).toEqual([true, "*"]);
  });

  test("a form that logs out", async () => {
    await logIn(browser, provider);
    const response = await browser.open("/auth/logout", { method: "POST", headers: FRAME });
    expect([response.status, response.headers.get("refresh")]).toEqual([200, null]);
    expect((await seen(response)).links[0]).toMatch(new RegExp(`^${provider.issuer}|^/auth/logout/continue`));
  });

  test("the second step of a logout, which waits for the whole window", async () => {
    const response = await browser.open("/auth/logout/continue", { headers: FRAME });
    expect(effects(response)).toEqual([200, null, null, 0]);
    expect((await seen(response)).links).toEqual([`${APPLICATION}/auth/logout/continue`]);
  });
});

test("a refusal shows itself in a frame of the application, and its links lead out of it", async () => {
  await logIn(browser, provider);
  const request = { method: "GET", url: "/paie", headers: { ...browser.headers, ...FRAME } };
  const { response } = await auth.requireUser(request, { check: () => false });
  expect(response?.status).toBe(403);
  const { links, ancestors } = await seen(response);
  expect([links.length > 0, links.includes("/"), ancestors]).toEqual([true, true, "'self'"]);
});

test("an error page of the application shows itself in a frame of the application", async () => {
  const application = new Browser(createApplication(provider, { errorPage: () => "<!doctype html>" }));
  for (const [headers, expected] of [
    [FRAME, "'self'"],
    [{}, "'none'"],
  ] as const) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const response = await application.open("/auth/callback?state=x", { headers });
    expect(response.headers.get("content-security-policy")).toContain(`frame-ancestors ${expected}`);
  }
});
