import type { Locator, Page } from "@playwright/test";

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
