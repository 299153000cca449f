import type { Page } from "@playwright/test";

/** Logs in at the provider by a click on one of its people. */
export async function logInAs(page: Page, persona: string): Promise<void> {
  await page.locator(`[data-persona="${persona}"]`).click();
}

/** Logs in at the provider by hand, as a person does. */
export async function logInByHand(page: Page, email: string, password: string): Promise<void> {
  await page.getByRole("textbox", { name: /adresse/i }).fill(email);
  await page.keyboard.press("Enter");
  await page.getByLabel(/mot de passe/i).fill(password);
  await page.keyboard.press("Enter");
}

/** Chooses the organisation to act for. */
export async function chooseOrganization(page: Page, siret: string): Promise<void> {
  await page.locator(`[data-organization="${siret}"]`).click();
}
