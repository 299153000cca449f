import { expect, test } from "../test/site.js";

// Playwright switches this cache off by default.
test.use({
  launchOptions: async ({ launchOptions }, use) => {
    await use({ ...launchOptions, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  },
});

test("D46 D47 the page is restored from the back/forward cache with a button that works", async ({
  page,
  site,
}) => {
  await page.goto(site.page({ body: "<moncomptepro-button></moncomptepro-button>" }));
  await page.evaluate(() => {
    window.addEventListener("pageshow", (event) => {
      document.title = event.persisted ? "restored" : "loaded";
    });
  });
  await page.locator(".control").click();
  await page.waitForURL("**/auth/login");
  await page.evaluate(() => history.back());
  await expect(page).toHaveTitle("restored");
  await expect(page.locator("moncomptepro-button")).not.toHaveAttribute("busy");
  await page.locator(".control").click();
  await page.waitForURL("**/auth/login");
  expect(site.requests).toEqual(["GET /auth/login", "GET /auth/login"]);
});
