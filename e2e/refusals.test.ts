import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { EXPRESS } from "@moncomptepro/test-kit/example";
import { startExampleAtMock, type ExampleAtMock } from "@moncomptepro/test-kit/example-at-mock";
import { openAccount } from "./application-pages.js";
import { test as base, expect } from "./fixtures.js";
import { chooseOrganization, logInAs } from "./provider-pages.js";

const TOWN_HALL = "21990001600011";
const WATER_BOARD = "20990028100012";
const JEAN = "jean.dubois@centre-hospitalier-exemple.example";

const PROVIDERS = ["moncomptepro", "proconnect"] as const;
type AtEach = Readonly<Record<(typeof PROVIDERS)[number], ExampleAtMock>>;

/** At each provider an example that lets in the town hall alone. */
const test = base.extend<{ closed: AtEach }, { closedAtMock: AtEach }>({
  closedAtMock: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
    async ({}, use) => {
      const [moncomptepro, proconnect] = await Promise.all([
        startExampleAtMock(EXPRESS, "moncomptepro", { ALLOWED_SIRETS: TOWN_HALL }),
        startExampleAtMock(EXPRESS, "proconnect", { ALLOWED_SIRETS: TOWN_HALL }),
      ]);
      await use({ moncomptepro, proconnect });
      await Promise.all([moncomptepro.stop(), proconnect.stop()]);
    },
    { scope: "worker" },
  ],
  closed: async ({ closedAtMock }, use) => {
    await Promise.all(PROVIDERS.map((provider) => closedAtMock[provider].mock.reset()));
    await use(closedAtMock);
  },
});

const title = (page: Page) => page.getByRole("heading", { level: 1 });

/** The page is usable by everybody, on the smallest screen too. */
async function expectUsable(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBeLessThanOrEqual(320);
}

for (const provider of PROVIDERS) {
  test(`${provider}: who is refused reads which account it was, and comes in with another one`, async ({
    page,
    closed,
  }) => {
    const { application } = closed[provider];
    await page.goto(`${application}/dossiers?page=2`);
    await logInAs(page, "without-telephone");
    await expect(page.getByText(`Compte utilisé\u202F: ${JEAN}`)).toBeVisible();
    await expectUsable(page);

    // The provider still knows the person: to start over would end here again.
    await page.getByRole("link", { name: "Recommencer la connexion" }).click();
    await expect(page.getByText(`Compte utilisé\u202F: ${JEAN}`)).toBeVisible();
    await page.getByRole("button", { name: "Changer de compte" }).click();
    await logInAs(page, "town-hall-agent");
    await expect(page).toHaveURL(`${application}/dossiers?page=2`);
    await expect(page.locator("main")).toContainText("Sainte-Exemple");
  });

  test(`${provider}: who is refused for the organisation chooses another one`, async ({ page, closed }) => {
    const { application } = closed[provider];
    await page.goto(`${application}/dossiers`);
    await logInAs(page, "three-organizations");
    await chooseOrganization(page, WATER_BOARD);
    await expect(page.getByText(WATER_BOARD)).toBeVisible();
    await page.getByRole("button", { name: "Choisir une autre organisation" }).click();
    const people = page.locator('[data-persona="three-organizations"]');
    const organizations = page.locator(`[data-organization="${TOWN_HALL}"]`);
    await expect(people.or(organizations)).toBeVisible();
    if (await people.isVisible()) await people.click();
    await chooseOrganization(page, TOWN_HALL);
    await expect(page).toHaveURL(`${application}/dossiers`);
    await expect(title(page)).toHaveText("Mes dossiers");
  });
}

test("a link from elsewhere to change the account asks first", async ({ page }) => {
  await page.goto("/auth/login");
  await logInAs(page, "town-hall-agent");
  await page.goto("/auth/switch-account?returnTo=/dossiers");
  await expect(title(page)).toHaveText("Voulez-vous changer de compte\u202F?");
  await expectUsable(page);
  await page.goto("/dossiers");
  await expect(title(page)).toHaveText("Mes dossiers");
  await page.goBack();
  await page.getByRole("button", { name: "Changer de compte" }).click();
  await logInAs(page, "ministry-agent");
  await expect(page).toHaveURL("/dossiers");
  await expect(page.locator("main")).toContainText("Ministère");
});

test("who gives up the second factor comes back to the page, which says what it needs, and sets it up there", async ({
  page,
  servers,
}) => {
  await page.goto("/auth/login");
  await logInAs(page, "town-hall-agent");
  servers.mock.fault("access_denied", { person: "town-hall-agent" });
  await page.getByRole("link", { name: "Ma paie" }).click();
  // The mock offers to set it up first; the fault is in its answer.
  await page.locator("[data-proof]").click();
  await expect(page).toHaveURL("/paie");
  await expect(title(page)).toHaveText("Cette page demande une vérification de plus");
  await expect(
    page.getByText("Compte utilisé\u202F: claire.martin@mairie-sainte-exemple.example"),
  ).toBeVisible();
  await expectUsable(page);

  await page.getByRole("link", { name: "Utiliser la double authentification" }).click();
  await expect(page).toHaveURL("/paie");
  await expect(title(page)).toHaveText("Ma paie");
});

test("who gives up a change of organisation is still logged in, on the page", async ({ page, servers }) => {
  await page.goto("/auth/login");
  await logInAs(page, "three-organizations");
  await chooseOrganization(page, TOWN_HALL);
  await expect(page.getByRole("row", { name: "SIRET" })).toContainText("219 900 016 00011");
  const fault = servers.mock.fault("access_denied");
  await openAccount(page);
  await page.getByRole("button", { name: "Changer d’organisation" }).click();
  await expect.poll(() => fault.applied).toBe(1);
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("row", { name: "SIRET" })).toContainText("219 900 016 00011");
});

for (const [locale, blocked] of [
  ["fr-FR", "Votre navigateur n’a envoyé aucun cookie de ce site."],
  ["en-GB", "Your browser sent no cookie of this site."],
] as const) {
  test.describe(locale, () => {
    test.use({ locale });

    test("who comes back without any cookie of the application reads that the browser may block them", async ({
      page,
      context,
    }) => {
      await page.goto("/dossiers");
      await expect(page.locator("[data-persona]").first()).toBeVisible();
      // Those of the provider stay, or no person could log in there.
      await context.clearCookies({ name: /^moncomptepro/ });
      await logInAs(page, "town-hall-agent");
      await expect(page.getByText(blocked)).toBeVisible();
      await expectUsable(page);
    });
  });
}
