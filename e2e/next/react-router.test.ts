import { readFileSync } from "node:fs";
import type { Example } from "@moncomptepro/test-kit/example";
import { expect, test } from "../fixtures.js";
import { logInAs } from "../provider-pages.js";

// Installed and built before: see the step "next" of scripts/test.mjs.
const REACT_ROUTER: Example = { folder: "../e2e/routers/react-router" };
const SIRET = "21990001600011";
test.use({ example: REACT_ROUTER });

const text = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), "utf8");

test("the loader is the one that docs/routers.md prints", () => {
  const printed = /^```js name=react-router\n(.*?)^```$/ms.exec(text("docs/routers.md"))?.[1] ?? "none";
  expect(text("e2e/routers/react-router/app/routes/dossiers.jsx")).toContain(printed);
});

const PAGES = [
  { link: "Dossiers", guard: "its loader", heading: `Dossiers de ${SIRET}`, url: "/dossiers?page=2" },
  { link: "Archives", guard: "a guard in front", heading: "3 archives", url: "/archives" },
];
for (const { link, guard, heading, url } of PAGES) {
  test(`React Router: a click to a page with ${guard} logs in without a session, and asks for data alone with one`, async ({
    page,
  }) => {
    const data: number[] = [];
    page.on("response", (response) => {
      if (new URL(response.url()).pathname.endsWith(".data")) data.push(response.status());
    });
    await page.goto("/");
    // The script of the page has to run before a link is the router's.
    await page.waitForFunction(() => "__reactRouterDataRouter" in globalThis);
    await page.getByRole("link", { name: link }).click();
    await logInAs(page, "town-hall-agent");
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page).toHaveURL(url);
    // It was the router that asked, and not the browser for a page.
    expect(data).toHaveLength(1);

    await page.goto("/");
    await page.waitForFunction(() => "__reactRouterDataRouter" in globalThis);
    await page.evaluate(() => document.documentElement.setAttribute("data-same", ""));
    await page.getByRole("link", { name: link }).click();
    await expect(page.getByRole("heading", { name: heading })).toBeVisible();
    await expect(page.locator("html[data-same]")).toBeVisible();
    expect(data.slice(1)).toEqual([200]);
  });
}
