import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
  quiet,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { Auth, AuthOptions } from "./index.js";

let provider: HostileProvider;
let auth: Auth;
const error = vi.fn<(message: string, details?: object) => void>();

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());
beforeEach(() => {
  provider.answers = provider.honest();
  error.mockClear();
  auth = create();
});

const create = (options: AuthOptions = {}): Auth =>
  createApplication(provider, { logger: { ...quiet, error }, ...options });

type Cookie = [name: string, value: string];

/** What a browser, or the proxy in front of the application, does to requests. */
interface Way {
  /** The cookies that reach a path. */
  readonly cookies?: (cookie: Cookie, path: string) => boolean;
  readonly host?: string;
  /** Where the page `/dossiers` sends a person who has no session; its guard answers without. */
  readonly login?: string;
}

/**
 * Follows a browser from a guarded page, through a provider that knows the person, until a page is shown.
 *
 * @returns how many redirects that took, and the code of the page
 */
async function follow({
  cookies = () => true,
  host,
  login,
}: Way): Promise<{ redirects: number; code?: string }> {
  const browser = new Browser(auth);
  let address = "/dossiers";
  for (let redirects = 0; redirects < 200; redirects += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const response = await visit(browser, address);
    const location = response?.headers.get("location");
    if (!response) return { redirects, code: "the page" };
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    if (!location) return { redirects, code: (await errorCode(response)) ?? "another page" };
    address = location;
  }
  return { redirects: Infinity };

  async function visit(from: Browser, target: string): Promise<Response | undefined> {
    const { pathname, search, origin, searchParams } = new URL(target, APPLICATION);
    if (origin !== APPLICATION) {
      provider.nonce = searchParams.get("nonce") ?? "";
      const state = searchParams.get("state") ?? "";
      const silent = login?.includes("prompt=none");
      const answer = {
        state,
        iss: provider.issuer,
        ...(silent ? { error: "login_required" } : { code: "code" }),
      };
      return new Response(null, {
        status: 303,
        headers: { location: `/auth/callback?${new URLSearchParams(answer).toString()}` },
      });
    }
    const sent = [...from.cookies].filter((cookie) => cookies(cookie, pathname));
    const { cookie: _all, ...others } = from.headers;
    const cookie = sent.map((pair) => pair.join("=")).join("; ");
    const headers = { ...others, ...(host && { host }), ...(cookie && { cookie }) };
    const url = `${pathname}${search}`;
    const guarded = pathname === "/dossiers" ? await guard(url, headers) : undefined;
    if (guarded === "in") return undefined;
    const response = guarded ?? (await auth.handler({ method: "GET", url, headers }));
    from.keep(response?.headers.getSetCookie() ?? []);
    return response;
  }

  async function guard(url: string, headers: Record<string, string>): Promise<Response | "in"> {
    const { user, response } = await auth.requireUser({ method: "GET", url, headers });
    if (user) return "in";
    return login ? new Response(null, { status: 303, headers: { location: login } }) : response;
  }
}

describe("a circle of redirects ends on a page that says what is wrong", () => {
  test.each<[string, Way, string]>([
    ["all is well", {}, "the page"],
    ["a proxy changes Host", { host: "10.0.0.7:8080" }, "the page"],
    [
      "a proxy changes Host, and the client keeps no cookies",
      { host: "a.internal", cookies: () => false },
      "login_expired",
    ],
    ["the client keeps no cookies", { cookies: () => false }, "login_expired"],
    ["the session's cookie gets lost", { cookies: ([name]) => !name.includes(".session") }, "login_circle"],
    [
      "the same, and the page starts the login by itself",
      { cookies: ([name]) => !name.includes(".session"), login: "/auth/login?returnTo=/dossiers" },
      "login_circle",
    ],
    ["no cookie reaches the page", { cookies: (_cookie, path) => path.startsWith("/auth") }, "login_circle"],
    [
      "the same, where a proxy changes Host",
      { cookies: (_cookie, path) => path.startsWith("/auth"), host: "a.internal" },
      "login_circle",
    ],
    [
      "a page asks silently without end",
      { login: "/auth/login?returnTo=/dossiers&prompt=none" },
      "login_circle",
    ],
  ])("%s", async (_what, way, code) => {
    auth = create({ allowLoginParameters: ["prompt"] });
    const end = await follow(way);
    expect(end.code).toBe(code);
    if (code === "login_circle")
      expect(error).toHaveBeenCalledWith("Answered login_circle.", expect.objectContaining({ status: 500 }));
  });

  test("within what a browser follows, where the session's cookie gets lost", async () => {
    const { redirects } = await follow({ cookies: ([name]) => !name.includes(".session") });
    // Chromium and Firefox follow twenty, and the provider has redirects of its own.
    expect(redirects).toBeLessThanOrEqual(10);
  });
});

test("a person who logs in and out again and again is no circle, nor are ten tabs restored at once", async () => {
  const browser = new Browser(auth);
  for (let turn = 0; turn < 6; turn += 1) {
    /* oxlint-disable no-await-in-loop -- one after the other */
    expect((await logIn(browser, provider)).status).toBe(303);
    await browser.open("/auth/logout", { method: "POST" });
    /* oxlint-enable no-await-in-loop */
  }
  const tabs = new Browser(auth);
  const asked = [];
  for (let tab = 0; tab < 10; tab += 1) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const { response } = await auth.requireUser({
      method: "GET",
      url: "/dossiers",
      headers: new Browser(auth).headers,
    });
    tabs.keep(response?.headers.getSetCookie() ?? []);
    asked.push(new URL(response?.headers.get("location") ?? "").searchParams);
  }
  for (const each of asked) {
    provider.nonce = each.get("nonce") ?? "";
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await comeBack(tabs, each, provider)).status).toBe(303);
  }
});

test("a session at our own host is found by a person who came by another name", async () => {
  const browser = new Browser(auth);
  await logIn(browser, provider);
  const elsewhere = { method: "GET", url: "/dossiers", headers: { accept: "text/html", host: "127.0.0.1" } };
  const { response } = await auth.requireUser(elsewhere);
  const location = response?.headers.get("location") ?? "";
  expect(location.startsWith(`${APPLICATION}/auth/login?`)).toBe(true);
  const back = await browser.open(location);
  expect([back.status, back.headers.get("location")]).toEqual([303, `${APPLICATION}/dossiers`]);
});

test.each(["", "/", "/auth/login", "/auth/me/"])("a redirect URI at %s would lead in a circle", (path) => {
  expect(() => create({ redirectUri: `${APPLICATION}${path}` })).toThrow(/a path of its own/);
});
