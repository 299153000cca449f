import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  APPLICATION,
  Browser,
  comeBack,
  createApplication,
  errorCode,
  logIn,
} from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { AuthOptions } from "./index.js";

let provider: HostileProvider;
beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

const application = (options: AuthOptions = {}): Browser => {
  provider.answers = provider.honest();
  return new Browser(createApplication(provider, options));
};

const SCRIPT = { "sec-fetch-dest": "empty", "sec-fetch-mode": "cors" };
const ROUTES = ["login", "select-organization", "switch-account"] as const;

/** Where an answer leads to, by redirect, by itself, or by its links and forms. */
async function places(response: Response): Promise<string[]> {
  const [, refresh] = /^0; url=(.*)$/.exec(response.headers.get("refresh") ?? "") ?? [];
  const html = (await response.text()).replaceAll("&amp;", "&");
  const linked = [...html.matchAll(/(?:href|action)="([^"]*)"/g)].map(([, to = ""]) => to);
  return [response.headers.get("location") ?? undefined, refresh, ...linked].filter((to) => to !== undefined);
}

describe.each(["GET", "POST"])("%s", (method) => {
  test.each(["login", "select-organization"])("a script starts no login at %s", async (route) => {
    const response = await application().open(`/auth/${route}`, { method, headers: SCRIPT });
    expect([await errorCode(response), response.headers.getSetCookie()]).toEqual([undefined, []]);
    expect(response.status).toBe(400);
  });

  test.each(ROUTES)("a page of another name of this host is led to the right one: %s", async (route) => {
    const headers = { host: "127.0.0.1:8080", origin: "http://127.0.0.1:8080" };
    const response = await application().open(`/auth/${route}?returnTo=/a`, { method, headers });
    expect(response.headers.getSetCookie()).toEqual([]);
    expect((await places(response))[0]).toMatch(new RegExp(`^${APPLICATION}/auth/${route}\\?returnTo=%2Fa`));
  });
});

test("behind a proxy that changes the Host header a form works as it is", async () => {
  const headers = { host: "app.internal:8080", origin: APPLICATION };
  for (const route of ["select-organization", "switch-account"]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const response = await application().open(`/auth/${route}`, { method: "POST", headers });
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    expect((await places(response))[0]).toMatch(new RegExp(`^${provider.issuer}/`));
  }
});

interface Case {
  readonly base?: string;
  readonly value: string;
  readonly pad?: number;
}
const table = JSON.parse(readFileSync(new URL("../test/return-to.json", import.meta.url), "utf8")) as Case[];
const values = table.filter(({ base }) => !base).map(({ value, pad = 0 }) => value + "a".repeat(pad));

test("no returnTo leads a person to another site, whatever route it goes through", async () => {
  const home = new URL(APPLICATION).origin;
  const stays = (to: string): boolean => [home, provider.issuer].includes(new URL(to, APPLICATION).origin);
  /* oxlint-disable no-await-in-loop -- one browser after the other */
  for (const value of values) {
    const returnTo = encodeURIComponent(value);
    const seen: string[] = [];
    for (const route of ROUTES) {
      for (const method of ["GET", "POST"]) {
        const browser = application();
        const response = await browser.open(`/auth/${route}?returnTo=${returnTo}`, { method });
        const there = await places(response);
        seen.push(...there);
        const asked = there
          .map((to) => new URL(to, APPLICATION))
          .find(({ pathname }) => pathname === "/authorize");
        if (!asked) continue;
        provider.nonce = asked.searchParams.get("nonce") ?? "";
        seen.push(...(await places(await comeBack(browser, asked.searchParams, provider))));
      }
    }
    expect([value, seen.filter((to) => !stays(to))]).toEqual([value, []]);
  }
  /* oxlint-enable no-await-in-loop */
});

test.each([
  "https://evil.example/",
  "//evil.example",
  "/\\evil.example",
  "javascript:alert(1)",
  "/auth/logout",
])("no answer of onLogin leads to another site: %s", async (redirect) => {
  const response = await logIn(application({ onLogin: () => ({ redirect }) }), provider);
  expect([response.status, response.headers.get("location")]).toEqual([500, null]);
});
