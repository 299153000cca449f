import type { Locator, Page } from "@playwright/test";

/** The login button, once its script has taken over from the link inside. */
export function loginButton(page: Page, brand = "MonComptePro"): Locator {
  return page
    .locator("moncomptepro-button:defined")
    .getByRole("link", { name: `S’identifier avec ${brand}` });
}
