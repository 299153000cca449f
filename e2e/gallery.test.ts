import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { startExample } from "@moncomptepro/test-kit/example";

const GALLERY = { folder: "gallery", ready: /^Gallery:/ };

const test = base.extend<object, { address: string }>({
  address: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
    async ({}, use) => {
      const gallery = await startExample(GALLERY, {});
      await use(`${gallery.address}/`);
      await gallery.stop();
    },
    { scope: "worker" },
  ],
});

for (const media of [
  { colorScheme: "light" },
  { colorScheme: "dark" },
  { forcedColors: "active" },
] as const) {
  for (const width of [1280, 320]) {
    test(`D71 every state has no accessibility violation and fits: ${JSON.stringify(media)}, ${width} px`, async ({
      page,
      address,
    }) => {
      const policy: string[] = [];
      page.on("console", (message) => policy.push(message.text()));
      await page.emulateMedia(media);
      await page.setViewportSize({ width, height: 900 });
      await page.goto(address);
      await expect(page.locator("moncomptepro-button:not(:defined)")).toHaveCount(0);
      await expect(page.locator("#preview moncomptepro-button:defined")).toBeVisible();
      // Forced colours are the person's own, which axe doesn't see.
      const unseen = "forcedColors" in media ? ["color-contrast"] : [];
      expect((await new AxeBuilder({ page }).disableRules(unseen).analyze()).violations).toEqual([]);
      const pageWidth = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
      expect(await pageWidth()).toBeLessThanOrEqual(width);
      await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
      expect(await pageWidth()).toBeLessThanOrEqual(width);
      expect(policy.filter((line) => /Content.Security.Policy|Trusted/i.test(line))).toEqual([]);
    });
  }
}

test("what it composes can be copied: a form with ProConnect in English", async ({
  page,
  address,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.goto(address);
  await page.getByLabel("Fournisseur").selectOption("proconnect");
  await page.getByLabel("Langue").selectOption("en");
  await page.getByLabel("Départ").selectOption("form");
  await page.getByLabel("Revenir à").fill("/dossiers?a=1");
  await expect(page.locator("#markup")).toHaveText(
    `<form method="post" action="/auth/login?returnTo=%2Fdossiers%3Fa%3D1" data-turbo="false">
<moncomptepro-button provider="proconnect" lang="en">
<button type="submit">Sign in with ProConnect</button>
</moncomptepro-button>
</form>`,
  );
  await expect(
    page.locator("#preview").getByRole("button", { name: "Sign in with ProConnect" }),
  ).toBeVisible();
  await page.getByRole("button", { name: "Copier" }).click();
  await expect(page.getByText("Copié", { exact: true })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
    await page.locator("#markup").textContent(),
  );
});

test("without script the elements have their look, by the stylesheet alone", async ({ page, address }) => {
  await page.goto(address);
  const frame = page.frameLocator("iframe");
  await expect(frame.locator("moncomptepro-button:not(:defined) > a")).toHaveCSS(
    "background-color",
    "rgb(0, 0, 145)",
  );
  await expect(frame.locator("moncomptepro-account:not(:defined) summary")).toHaveCSS("border-radius", "4px");
});
