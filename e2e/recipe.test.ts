import { test as base, expect } from "@playwright/test";
import { logInAs } from "./provider-pages.js";
import { startRecipeApplication } from "./recipe-application.js";

const test = base.extend({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
  baseURL: async ({}, use) => {
    const { address, stop } = await startRecipeApplication();
    await use(address);
    await stop();
  },
});

test.use({ ignoreHTTPSErrors: true });

test("the recipe of docs/security.md, over https: forms log in and out, and no policy is broken", async ({
  page,
  context,
}) => {
  const complaints: string[] = [];
  page.on("console", (message) => complaints.push(message.text()));
  const response = await page.goto("/");
  expect(response?.headers()["content-security-policy"]).toContain("form-action 'self'");
  expect(response?.headers()["content-security-policy"]).toContain("upgrade-insecure-requests");
  await expect(page.getByText("Application")).toHaveCSS("color", "rgb(1, 2, 3)");

  await page.getByRole("button", { name: "S’identifier avec MonComptePro" }).click();
  await logInAs(page, "town-hall-agent");
  await expect(page).toHaveURL("/compte");
  await expect(page.getByText("21990001600011")).toBeVisible();
  const names = (await context.cookies()).filter(({ secure }) => secure).map(({ name }) => name);
  expect(names).toContain("__Host-moncomptepro.session");

  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL("/");
  await page.goto("/compte");
  await expect(page.locator("[data-persona]").first()).toBeVisible();
  expect(complaints).toEqual([]);
});
