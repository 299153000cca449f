import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.js";
import { ownPage } from "./own-page.js";
import { logInAs } from "./provider-pages.js";
import { answerOf, transactions } from "./transactions.js";

/** What Chromium says became of an address that it was to load in advance. */
interface Outcome {
  readonly key: { readonly url: string };
  readonly status: string;
  readonly prefetchStatus: string;
}

/** Opens a page whose speculation rules ask for an address at once, and waits until that has failed or not. */
async function speculate(page: Page, address: string): Promise<string> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Preload.enable");
  const outcome = new Promise<Outcome>((resolve) => {
    devtools.on("Preload.prefetchStatusUpdated", (update: Outcome) => {
      if (update.key.url.endsWith(address) && /Failure|Ready|Success/.test(update.status)) resolve(update);
    });
  });
  const rules = JSON.stringify({ prefetch: [{ urls: [address], eagerness: "immediate" }] });
  await ownPage(page, `<script type="speculationrules">${rules}</script><a href="${address}">Entrer</a>`);
  return (await outcome).prefetchStatus;
}

test("D53 a link that is prefetched starts nothing", async ({ page, context }) => {
  for (const [path, status] of [
    ["/dossiers", 401],
    ["/auth/login", 503],
  ] as const) {
    await page.unrouteAll();
    const prefetched = context.waitForEvent("response", (response) => response.url().endsWith(path));
    await ownPage(page, `<link rel="prefetch" href="${path}"><p>Avant</p>`);
    const response = await prefetched;
    expect((await response.request().allHeaders())["sec-purpose"]).toContain("prefetch");
    expect(response.status()).toBe(status);
  }
  expect(await transactions(context)).toEqual([]);
});

for (const path of ["/dossiers", "/auth/login?returnTo=/dossiers"]) {
  test(`D53 speculation rules that prefetch ${path} start nothing, and the click that follows logs in`, async ({
    page,
    context,
  }) => {
    expect(await speculate(page, path)).toBe("PrefetchFailedNon2XX");
    expect(await transactions(context)).toEqual([]);
    await page.getByRole("link").click();
    await logInAs(page, "town-hall-agent");
    await expect(page).toHaveURL("/dossiers");
  });
}

test("speculation rules that prefetch the provider's answer do not consume it", async ({ page, servers }) => {
  await page.goto("/dossiers");
  const { pathname, search } = new URL(await answerOf(page, "town-hall-agent"));
  expect(await speculate(page, pathname + search)).toBe("PrefetchFailedNon2XX");
  await page.getByRole("link").click();
  await expect(page).toHaveURL(`${servers.application}/dossiers`);
});
