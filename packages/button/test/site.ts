import { test as base, expect, type Locator, type Page } from "@playwright/test";
import { startSite, type Site } from "@moncomptepro/test-kit/button-site";

export { expect };
export { SCRIPT } from "@moncomptepro/test-kit/button-site";

/** Clicks there three times while the login gets no answer; the page has dealt with a click when the mouse is back. */
export async function clickThrice(page: Page, site: Site, place: Locator): Promise<void> {
  let answer = (): void => {};
  site.loginWaits = new Promise((resolve) => (answer = resolve));
  const box = await place.boundingBox();
  for (let clicks = 0; clicks < 3; clicks++) {
    // Locators wait for the navigation to end; the mouse doesn't.
    await page.mouse.click((box?.x ?? 0) + 30, (box?.y ?? 0) + 30);
  }
  await expect.poll(() => site.requests.length).toBeGreaterThan(0);
  answer();
  await page.waitForURL("**/auth/login");
}

export const test = base.extend<{ site: Site }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
  site: async ({}, use) => {
    const { site, stop } = await startSite();
    await use(site);
    await stop();
  },
});
