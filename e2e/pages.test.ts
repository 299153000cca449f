import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { loginButton, logOut, openAccount } from "./application-pages.js";
import { expect, test } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";

const pages = {
  "home page": async () => undefined,
  "home page of a logged-in person": async (page: Page) => {
    await page.goto("/auth/login");
    await logInAs(page, "town-hall-agent");
    await expect(page.getByRole("table")).toBeVisible();
  },
  "open account": async (page: Page) => {
    await page.goto("/dossiers");
    await logInAs(page, "town-hall-agent");
    await openAccount(page);
    await expect(page.getByText("claire.martin@")).toBeVisible();
  },
  "page that does not exist": async (page: Page) => {
    expect((await page.goto("/nowhere"))?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "Page introuvable" })).toBeVisible();
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

      test("has no accessibility violation and fits in 320 pixels, with text twice as large too", async ({
        page,
      }) => {
        await page.goto("/");
        await open(page);
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
        expect(await width()).toBeLessThanOrEqual(320);
        // WCAG 1.4.4: text twice as large. By the script’s way to a style, which no policy refuses.
        await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
        expect(await width()).toBeLessThanOrEqual(320);
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
  await logOut(page);
  await expect(loginButton(page)).toBeVisible();
  await page.goto("/auth/callback?state=unknown");
  expect(violations).toEqual([]);
});

test.describe("for a browser in English", () => {
  test.use({ locale: "en-GB" });

  test("the application, the provider and the pages of the server speak English", async ({ page }) => {
    await page.goto("/");
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    await page.getByRole("link", { name: "Sign in with MonComptePro" }).click();
    await logInAs(page, "town-hall-agent");
    await expect(page.getByRole("table", { name: "Your information" })).toContainText("01 23 45 67 01");
    await expect(page.getByRole("row", { name: "SIRET" })).toContainText("219 900 016 00011");
    await openAccount(page);
    await expect(page.getByRole("button", { name: "Change organisation" })).toBeVisible();
    await page.getByRole("button", { name: "Sign out" }).click();
    await expect(page.getByRole("link", { name: "Sign in with MonComptePro" })).toBeVisible();
    await page.goto("/auth/callback?state=unknown");
    await expect(page.getByRole("link", { name: "Sign in again" })).toBeVisible();
  });
});
