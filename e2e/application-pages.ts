import AxeBuilder from "@axe-core/playwright";
import { expect, type Locator, type Page } from "@playwright/test";

/** The login button, once its script has taken over from the link inside. */
export function loginButton(page: Page, brand = "MonComptePro"): Locator {
  return page
    .locator("moncomptepro-button:defined")
    .getByRole("link", { name: `S’identifier avec ${brand}` });
}

/** Opens the account of the person who is logged in. */
export async function openAccount(page: Page): Promise<void> {
  await page.locator("moncomptepro-account:defined .trigger").click();
}

/** Logs out, as a person does, from the account. */
export async function logOut(page: Page): Promise<void> {
  await openAccount(page);
  await page.getByRole("button", { name: "Se déconnecter" }).click();
}

/** A line of the table of the home page, what the application knows of the person. */
export function row(page: Page, name: string): Locator {
  return page.getByRole("row", { name });
}

/** From the home page to the guarded one, where all stands for a person alone: nothing speaks of an organisation. */
export async function expectNoOrganization(page: Page): Promise<void> {
  await openAccount(page);
  await expect(page.getByRole("button", { name: "Changer d’organisation" })).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Mes dossiers" }).click();
  await expect(page.locator("main")).toContainText("en votre nom");
}
