import { createHash } from "node:crypto";
import { runInNewContext } from "node:vm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { Browser, createApplication, start } from "@moncomptepro/test-kit/browser";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import type { AuthOptions } from "../index.js";

let provider: HostileProvider;

beforeAll(async () => {
  provider = await startHostileProvider();
});
afterAll(() => provider.stop());

/** The script of the page that a refused callback gets, if its policy lets it run. */
async function scriptOf(response: Response): Promise<string | undefined> {
  const text = await response.text();
  const [, code = ""] = /<script>([^<]*)<\/script>/.exec(text) ?? [];
  const hash = `'sha256-${createHash("sha256").update(code).digest("base64")}'`;
  const [, allowed = ""] =
    /script-src ([^;]*)/.exec(response.headers.get("content-security-policy") ?? "") ?? [];
  return code && allowed.split(" ").includes(hash) ? code : undefined;
}

test.each<[string, AuthOptions]>([
  ["the built-in page", {}],
  [
    "an application's own page",
    { errorPage: () => "<!doctype html><head><title>Erreur</title></head><p>Erreur" },
  ],
  ["an application's own page without a head", { errorPage: () => "<!doctype html><p>Erreur" }],
])("%s for a refused answer takes code and state out of the address bar", async (_what, options) => {
  const browser = new Browser(createApplication(provider, options));
  const state = (await start(browser)).get("state") ?? "";
  for (const parameters of [`code=x&state=${state}&iss=wrong`, "code=x&state=unknown"]) {
    // oxlint-disable-next-line no-await-in-loop -- one after the other
    const code = (await scriptOf(await browser.open(`/auth/callback?${parameters}`))) ?? "";
    const location = { pathname: "/auth/callback" };
    let shown = "";
    const history = {
      replaceState: (_state: unknown, _title: string, address: string) => void (shown = address),
    };
    runInNewContext(code, { history, location });
    expect(shown).toBe("/auth/callback");
  }
});

test("a page that is no answer to a callback keeps its address, and runs no script", async () => {
  const auth = createApplication(provider);
  const browser = new Browser(auth);
  const response = await browser.open("/auth/logout?code=1");
  expect(await response.text()).not.toContain("<script");
  expect(response.headers.get("content-security-policy")).not.toContain("script-src");
});
