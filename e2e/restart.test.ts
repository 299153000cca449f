import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { BrowserContext, Page } from "@playwright/test";
import { test as base, expect } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";

/** A browser that can be closed and opened again, with what it keeps on the disk. */
interface Restarts {
  /** @param restored - whether the tabs of before come back, and the cookies that end with the browser with them */
  open(restored?: boolean): Promise<BrowserContext>;
}

const test = base.extend<{ restarts: Restarts }>({
  restarts: async ({ playwright, launchOptions, locale, baseURL }, use) => {
    const folder = await mkdtemp(join(tmpdir(), "moncomptepro-browser-"));
    let context: BrowserContext | undefined;
    await use({
      async open(restored = false) {
        await context?.close();
        context = await playwright.chromium.launchPersistentContext(folder, {
          ...launchOptions,
          ...(locale !== undefined && { locale }),
          ...(baseURL !== undefined && { baseURL }),
          args: [...(launchOptions.args ?? []), ...(restored ? ["--restore-last-session"] : [])],
          ignoreDefaultArgs: ["--no-startup-window"],
        });
        return context;
      },
    });
    await context?.close();
    await rm(folder, { recursive: true, force: true });
  },
});

/** Logs in from the guarded page. @returns the address that the provider answered to */
async function logIn(page: Page): Promise<string> {
  const callback = page.waitForRequest(/\/auth\/callback/);
  await page.goto("/");
  await page.goto("/dossiers");
  await logInAs(page, "town-hall-agent");
  await expect(page).toHaveURL("/dossiers");
  return (await callback).url();
}

test("a tab that comes back with the browser is logged in, and its history leads through no error", async ({
  restarts,
}) => {
  await logIn(await (await restarts.open()).newPage());
  const context = await restarts.open(true);
  const restored = (): Page | undefined => context.pages().find((page) => page.url().endsWith("/dossiers"));
  await expect.poll(restored).toBeDefined();
  const page = restored() as Page;
  await page.reload();
  await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
  // Over the provider's page.
  await page.goBack();
  await page.goBack();
  await expect(page).toHaveURL("/");
  await page.goForward();
  await page.goForward();
  await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
});

test("a tab that loads the callback again after a restart explains itself, and one click logs in", async ({
  restarts,
}) => {
  const address = await logIn(await (await restarts.open()).newPage());
  const page = await (await restarts.open()).newPage();
  await page.goto(address);
  await expect(page.getByText("Cette connexion a expiré ou a déjà été utilisée.")).toBeVisible();
  await expect(page).toHaveURL("/auth/callback");
  await page.getByRole("link", { name: "Recommencer la connexion" }).click();
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("table")).toBeVisible();
});
