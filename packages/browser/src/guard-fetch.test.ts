import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, test, type Site } from "../test/site.js";

/** What docs/routers.md says to write, with the client of the page in place of the import. */
const recipe = /^```js name=browser\nimport .*\n\n(.*?)^```$/ms.exec(
  readFileSync(new URL("../../../docs/routers.md", import.meta.url), "utf8"),
)?.[1];

const HOME = "**/auth/login?returnTo=%2Fdossiers%3Fpage%3D2%26q%3D%25C3%25A9t%25C3%25A9%23third";

/** A refusal, as a guard of the server writes it. */
const refusal = (status: number, page?: string): Site["routes"][string] => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: { status, loginUrl: "/auth/login?returnTo=%2F", page },
});

/** Runs the recipe, then asks as a router does. */
async function ask(page: Page, address: string): Promise<void> {
  await page.evaluate(recipe ?? "");
  await page.evaluate((url) => void fetch(url).then(() => (document.title = "Answered")), address);
}

for (const [name, address] of [
  ["React Router", "/paie.data?_routes=x"],
  ["SvelteKit", "/paie/__data.json?x-sveltekit-invalidated=1"],
  ["Nuxt", "/paie/_payload.json"],
] as const) {
  for (const status of [401, 403]) {
    test(`${name}: data refused with ${status} open their page`, async ({ page, site }) => {
      site.routes[`GET ${address.replace(/\?.*/, "")}`] = refusal(status, "/paie?mois=3");
      await ask(page, address);
      await page.waitForURL(`${site.origin}/paie?mois=3`);
    });
  }
}

test("TanStack Start, or an API: a 401 of a guard logs in and comes back here", async ({ page, site }) => {
  site.routes["GET /_serverFn/1"] = refusal(401);
  await ask(page, "/_serverFn/1");
  await page.waitForURL(HOME);
});

test("a 401 of a guard for one of several providers logs in there, by each of the two ways", async ({
  page,
  site,
}) => {
  const there = HOME.replace("/auth/login", "/auth/login/franceconnect");
  const loginUrl = "/auth/login/franceconnect?returnTo=%2F";
  site.routes["GET /_serverFn/1"] = { ...refusal(401), body: { status: 401, loginUrl } };
  await ask(page, "/_serverFn/1");
  await page.waitForURL(there);
  await page.goBack();
  await page.evaluate(
    () =>
      void createClient()
        .fetch("/_serverFn/1")
        .catch(() => undefined),
  );
  await page.waitForURL(there);
});

test("what asked is told nothing on the way out, and gets its answer when the person comes back", async ({
  page,
  site,
}) => {
  // Only the fragment differs: the page does not unload, as when it comes out of the browser's cache.
  site.routes["GET /paie.data"] = refusal(401, "/dossiers?page=2&q=%C3%A9t%C3%A9#fourth");
  await ask(page, "/paie.data");
  await page.waitForURL("**#fourth");
  expect(await page.title()).toBe("Ready");
  await page.evaluate(() => dispatchEvent(new Event("pageshow")));
  await expect(page).toHaveTitle("Answered");
});

test("a 401 of the application's own, a refusal for good and our own routes stay as they are", async ({
  page,
  site,
}) => {
  site.routes["GET /password"] = { status: 401, body: { error: "wrong password" } };
  site.routes["GET /closed"] = refusal(403);
  site.routes["GET /auth/me"] = refusal(401);
  const statuses = await page.evaluate(async () => {
    const undo = createClient().guardFetch();
    const answers = await Promise.all(["/password", "/closed", "/auth/me"].map((url) => fetch(url)));
    undo();
    return answers.map(({ status }) => status);
  });
  expect(statuses).toEqual([401, 403, 401]);
});
