import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import type { MockProvider } from "@moncomptepro/mock";
import { expect, test } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";

/** The pages of the simulated provider, each as a person gets there. */
const pages: Readonly<
  Record<string, (page: Page, mock: MockProvider, application: string) => Promise<unknown>>
> = {
  "e-mail page": (page) => page.goto("/auth/login"),
  "e-mail page with mistakes": async (page) => {
    await page.goto("/auth/login");
    await page.locator("#email").fill("jeanne");
    await page.locator("#siret").fill("123 456");
    await page.keyboard.press("Enter");
    await expect(page.locator("#siret-error")).toBeVisible();
  },
  "password page": async (page) => {
    await page.goto("/auth/login");
    await page.locator("#login").fill("claire.martin@mairie-sainte-exemple.example");
    await page.keyboard.press("Enter");
    await expect(page.locator("#password")).toBeFocused();
  },
  "organisation page": async (page) => {
    await page.goto("/auth/login");
    await logInAs(page, "three-organizations");
    await expect(page.locator("[data-organization]")).toHaveCount(3);
  },
  "personal data with mistakes": async (page, { url, clientId }, application) => {
    const parameters = new URLSearchParams({
      client_id: clientId,
      redirect_uri: `${application}/auth/callback`,
      response_type: "code",
      scope: "openid",
      prompt: "update_userinfo",
    });
    await page.goto(`${url}/oauth/authorize?${parameters}`);
    await logInAs(page, "town-hall-agent");
    await page.locator("#family_name").fill("");
    await page.keyboard.press("Enter");
    await expect(page.locator("#family_name-error")).toBeVisible();
  },
  "page of a blocked account": async (page) => {
    await page.goto("/auth/login");
    await logInAs(page, "blocked");
    await expect(page.getByText("Y500024")).toBeVisible();
  },
  "error page": (page, { url }) => page.goto(`${url}/oauth/authorize?client_id=unknown`),
  "page after a logout": (page, { url }) => page.goto(`${url}/users/start-sign-in/`),
  "home page": (page, { url }) => page.goto(url),
};

const looks = [
  { locale: "fr-FR", colorScheme: "light", width: 1100 },
  { locale: "fr-FR", colorScheme: "dark", width: 320 },
  { locale: "en-GB", colorScheme: "light", width: 320 },
  { locale: "en-GB", colorScheme: "dark", width: 1100 },
] as const;

for (const { locale, colorScheme, width } of looks) {
  test.describe(`the provider in ${locale}, ${colorScheme}, ${width} pixels wide`, () => {
    test.use({ locale, colorScheme, viewport: { width, height: 640 } });

    for (const [name, open] of Object.entries(pages)) {
      test(`${name}: no accessibility violation, and it fits`, async ({ page, servers }) => {
        await open(page, servers.mock, servers.application);
        await expect(page.locator("html")).toHaveAttribute("lang", locale.slice(0, 2));
        await expect(
          page.getByText(/fournisseur d’identité simulé|simulated identity provider/),
        ).toBeVisible();
        expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
        const scrollWidth = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(scrollWidth).toBeLessThanOrEqual(width);
      });
    }
  });
}

test("a person made up on the page logs in with the keyboard alone", async ({ page }) => {
  await page.goto("/auth/login");
  // Past the page's own form, the way back, and the people.
  for (;;) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    await expect(focused).toBeInViewport();
    if ((await focused.getAttribute("name")) === "email") break;
  }
  await page.keyboard.type("jeanne.exemple@mairie.example");
  await page.keyboard.press("Tab");
  await page.keyboard.type("219 900 016 00012");
  await page.keyboard.press("Enter");
  await expect(page.locator("#siret")).toBeFocused();
  await expect(page.locator("#siret")).toHaveAccessibleDescription(/Ce n’est pas un SIRET/);
  await expect(page.locator("#email")).toHaveValue("jeanne.exemple@mairie.example");

  await page.keyboard.press("Control+A");
  await page.keyboard.type("219 900 016 00011");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("cell", { name: "jeanne.exemple@mairie.example" })).toBeVisible();
  await expect(page.getByRole("cell", { name: "219 900 016 00011" })).toBeVisible();
});

test("a person who gives up and one whose account is blocked come back without a session", async ({
  page,
}) => {
  await page.goto("/auth/login");
  await logInAs(page, "gives-up");
  await expect(page.getByText("La connexion a été abandonnée ou refusée.")).toBeVisible();

  await page.goto("/auth/login");
  await logInAs(page, "blocked");
  await page.getByRole("link", { name: "Continuer sur le service" }).click();
  await expect(page.getByText("La connexion a été abandonnée ou refusée.")).toBeVisible();
});

test("a page elsewhere cannot post to the provider", async ({ page, otherSite }) => {
  await page.goto("/auth/login");
  const action = await page
    .locator("form:has([data-persona])")
    .evaluate((form: HTMLFormElement) => form.action);
  const html = `<form method="post" action="${action}"><button name="persona" value="contractor">x</button></form>`;
  await page.goto(await otherSite(html));
  await page.getByRole("button").click();
  await expect(page.getByText("ce formulaire ne vient pas d’une page de ce fournisseur")).toBeVisible();
});
