import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "./fixtures.js";
import { chooseOrganization, logInAs } from "./provider-pages.js";

test("a certified officer sees the page for officers", async ({ page }) => {
  await page.goto("/auth/login");
  await logInAs(page, "company-officer");
  await page.getByRole("link", { name: "Espace du dirigeant" }).click();
  await expect(page).toHaveURL("/dirigeant");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Espace du dirigeant");
});

test("who is none reads what the page needs, and can choose another organisation", async ({ page }) => {
  await page.goto("/auth/login");
  await logInAs(page, "three-organizations");
  await chooseOrganization(page, "21990001600011");
  await page.getByRole("link", { name: "Espace du dirigeant" }).click();
  // The provider takes the chance to verify the identity, then refuses.
  await page.locator("[data-proof]").click();
  await page.getByRole("link", { name: "Continuer sur le service" }).click();
  await expect(page).toHaveURL("/dirigeant");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    "Cette page est réservée aux dirigeants certifiés",
  );
  await expect(page.getByText("Vous pouvez choisir l’entreprise que vous dirigez")).toBeVisible();
  await expect(page.getByRole("button", { name: "Changer de compte" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.getByRole("button", { name: "Choisir une autre organisation" }).click();
  await expect(page.locator("[data-organization]").first()).toBeVisible();
});
