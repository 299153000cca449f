import type { Page } from "@playwright/test";

/** Opens a page of the application's own origin, with content and headers of the test. */
export async function ownPage(
  page: Page,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<void> {
  const type = { "content-type": "text/html; charset=utf-8" };
  await page.route("/own", (route) => route.fulfill({ headers: { ...type, ...headers }, body }));
  await page.goto("/own");
}
