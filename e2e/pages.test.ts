import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { loginButton } from "./application-pages.js";
import { expect, test } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";

const pages = {
  "home page": async () => undefined,
  "home page of a logged-in person": async (page: Page) => {
    await page.goto("/auth/login");
    await logInAs(page, "town-hall-agent");
    await expect(page.getByRole("table")).toBeVisible();
  },
  "protected page": async (page: Page) => {
    await page.goto("/dossiers");
    await logInAs(page, "town-hall-agent");
    await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
  },
  "error page": async (page: Page) => {
    await page.goto("/auth/callback?state=unknown");
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  },
};

for (const [name, open] of Object.entries(pages)) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${name}, ${colorScheme}`, () => {
      test.use({ colorScheme, viewport: { width: 320, height: 640 } });

      test("has no accessibility violation and fits in 320 pixels", async ({ page }) => {
        await page.goto("/");
        await open(page);
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        const width = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(width).toBeLessThanOrEqual(320);
      });
    });
  }
}

test("no page breaks its own content security policy", async ({ page }) => {
  const violations: string[] = [];
  page.on("console", (message) => {
    if (message.text().includes("Content Security Policy")) violations.push(message.text());
  });
  await page.goto("/");
  await loginButton(page).click();
  await logInAs(page, "town-hall-agent");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(loginButton(page)).toBeVisible();
  await page.goto("/auth/callback?state=unknown");
  expect(violations).toEqual([]);
});
