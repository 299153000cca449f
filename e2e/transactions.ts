import type { BrowserContext, Page } from "@playwright/test";

/** The transactions that a browser holds. */
export async function transactions(context: BrowserContext): Promise<string[]> {
  return (await context.cookies()).map(({ name }) => name).filter((name) => name.includes(".login."));
}

/** The address to which the provider would send the browser, which does not go there yet. */
export async function answerOf(page: Page, persona: string): Promise<string> {
  const button = page.locator(`[data-persona="${persona}"]`);
  const { action, name, value } = await button.evaluate((control: HTMLButtonElement) => ({
    action: control.form?.action ?? "",
    name: control.name,
    value: control.value,
  }));
  const options = { maxRedirects: 0 };
  let response = await page.request.post(action, { ...options, form: { [name]: value } });
  for (;;) {
    const location = new URL(response.headers()["location"] ?? "", response.url()).href;
    if (location.includes("/auth/callback")) return location;
    response = await page.request.get(location, options);
  }
}
