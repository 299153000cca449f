import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  logIn,
  quiet,
  start,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth, AuthOptions } from "./index.js";

let provider: HostileProvider;
const warn = vi.fn<(message: string, details?: object) => void>();

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  warn.mockClear();
});

const create = (options: AuthOptions = {}): Auth =>
  createApplication(provider, { logger: { ...quiet, warn }, ...options });
const page = (browser: Browser, url: string) => ({ method: "GET", url, headers: browser.headers });
const json = { accept: "application/json", "sec-fetch-dest": "empty" };

describe("a final slash", () => {
  test("leads through a whole login, to /auth/me and out again", async () => {
    const browser = new Browser(create());
    const asked = await start(browser, "/auth/login/?returnTo=/dossiers");
    provider.nonce = asked.get("nonce") ?? "";
    const answer = { code: "code", state: asked.get("state") ?? "", iss: provider.issuer };
    const back = await browser.open(`/auth/callback/?${new URLSearchParams(answer).toString()}`);
    expect([back.status, back.headers.get("location")]).toEqual([303, "/dossiers"]);
    expect((await browser.open("/auth/me/", { headers: json })).status).toBe(200);
    expect((await browser.open("/auth/logout/", { method: "POST" })).status).toBe(200);
    expect((await browser.open("/auth/me/", { headers: json })).status).toBe(401);
  });

  test.each(["/connexion/retour", "/connexion/retour/"])(
    "of the redirect URI as registered makes no difference to what comes back: %s",
    async (path) => {
      const redirectUri = `${APPLICATION}${path}`;
      const auth = create({ redirectUri });
      const asked = await start(new Browser(auth));
      expect(asked.get("redirect_uri")).toBe(redirectUri);
      for (const url of ["/connexion/retour", "/connexion/retour/"])
        expect(auth.owns({ url, headers: {} })).toBe(true);
    },
  );
});

describe("a proxy that strips the base path", () => {
  const baseUrl = `${APPLICATION}/app`;

  test("works with one setting, from the guard to the page and out again", async () => {
    const auth = create({ baseUrl, proxyStripsBasePath: true });
    const browser = new Browser(auth);
    const { response } = await auth.requireUser(page(browser, "/dossiers?page=2"));
    browser.keep(response?.headers.getSetCookie() ?? []);
    const asked = new URL(response?.headers.get("location") ?? "").searchParams;
    expect(asked.get("redirect_uri")).toBe(`${baseUrl}/auth/callback`);
    provider.nonce = asked.get("nonce") ?? "";
    const back = await comeBack(browser, asked, provider);
    expect([back.status, back.headers.get("location")]).toEqual([303, "/app/dossiers?page=2"]);
    expect((await auth.requireUser(page(browser, "/dossiers"))).user).toBeDefined();
    const form = await browser.open("/auth/login", {
      method: "POST",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: "returnTo=/app/dossiers",
    });
    expect(form.headers.get("refresh")).toContain("/authorize?");
    expect((await browser.open("/auth/logout", { method: "POST" })).status).toBe(200);
    expect((await auth.authenticate(page(browser, "/"))).user).toBeUndefined();
    expect(warn).not.toHaveBeenCalled();
  });

  test("is a line in the log before a person is sent to the provider, once", async () => {
    const auth = create({ baseUrl });
    const browser = new Browser(auth);
    await auth.requireUser(page(browser, "/app/dossiers"));
    expect(warn).not.toHaveBeenCalled();
    await auth.requireUser(page(browser, "/dossiers"));
    await auth.requireUser(page(browser, "/dossiers"));
    const lines = warn.mock.calls.filter(([message]) => message.includes("proxyStripsBasePath"));
    expect(lines).toEqual([
      [
        expect.stringContaining("MONCOMPTEPRO_PROXY_STRIPS_BASE_PATH=true"),
        expect.objectContaining({ path: "/dossiers" }),
      ],
    ]);
  });

  test("is a line in the log when the login route comes without it", () => {
    const auth = create({ baseUrl });
    expect(auth.owns({ url: "/application", headers: {} })).toBe(false);
    expect(warn).not.toHaveBeenCalled();
    expect(auth.owns({ url: "/auth/login/", headers: {} })).toBe(false);
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining("proxyStripsBasePath"),
      expect.objectContaining({ path: "/auth/login/" }),
    );
  });

  test("needs a base path: a setting that does nothing is a mistake", () => {
    expect(() => create({ proxyStripsBasePath: true })).toThrow(/the base URL has no path/);
  });
});

describe("a page to come back to that is too long", () => {
  const long = `/dossiers?filtre=${"x".repeat(1100)}`;

  test("keeps its path, for a page and for a script, and the log says so", async () => {
    const auth = create();
    const browser = new Browser(auth);
    const { response } = await auth.requireUser(page(browser, long));
    browser.keep(response?.headers.getSetCookie() ?? []);
    const asked = new URL(response?.headers.get("location") ?? "").searchParams;
    provider.nonce = asked.get("nonce") ?? "";
    expect((await comeBack(browser, asked, provider)).headers.get("location")).toBe("/dossiers");
    expect(warn).toHaveBeenCalledWith(
      expect.stringContaining("lost its query"),
      expect.objectContaining({ see: expect.stringContaining("#return_to_shortened") }),
    );

    const script = await auth.requireUser({ method: "GET", url: long, headers: json });
    expect(await script.response?.json()).toMatchObject({ loginUrl: "/auth/login?returnTo=%2Fdossiers" });
  });

  test("keeps its path on the way through the login route too", async () => {
    const browser = new Browser(create());
    const back = await logIn(browser, provider, `/auth/login?returnTo=${encodeURIComponent(long)}`);
    expect(back.headers.get("location")).toBe("/dossiers");
  });
});
