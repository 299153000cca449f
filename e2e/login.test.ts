import AxeBuilder from "@axe-core/playwright";
import { loginButton, openAccount } from "./application-pages.js";
import { expect, test } from "./fixtures.js";
import { chooseOrganization, logInAs, logInByHand } from "./provider-pages.js";

const button = { name: "S’identifier avec MonComptePro" };
const [firstOrganization, otherOrganization] = ["21990001600011", "20990028100012"];
/** As the page shows it. */
const grouped = (siret: string): string => siret.replace(/^(...)(...)(...)/, "$1 $2 $3 ");

test("a person clicks the button, logs in by hand and sees who they are and for which organisation", async ({
  page,
}) => {
  await page.goto("/");
  await loginButton(page).click();
  await logInByHand(page, "claire.martin@mairie-sainte-exemple.example", "password123");

  await expect(page).toHaveURL("/");
  const cells = page.getByRole("table", { name: "Vos informations" }).getByRole("cell");
  await expect(cells).toHaveText([
    "claire.martin@mairie-sainte-exemple.example",
    "Martin",
    "Claire",
    "01 23 45 67 01",
    "Commune de Sainte-Exemple - Mairie",
    "219 900 016 00011",
    "219 900 016",
  ]);
});

test("a protected page sends to the login and comes back with its query", async ({ page }) => {
  await page.goto("/dossiers?tri=date&page=2");
  await logInAs(page, "la-poste-employee");
  await expect(page).toHaveURL("/dossiers?tri=date&page=2");
  await expect(page.getByRole("main")).toContainText("La Poste");
});

test("a person with several organisations chooses one, then another", async ({ page }) => {
  await page.goto("/");
  await loginButton(page).click();
  await logInAs(page, "three-organizations");
  await chooseOrganization(page, firstOrganization);
  await expect(page.getByRole("cell", { name: grouped(firstOrganization) })).toBeVisible();

  await openAccount(page);
  await page.getByRole("button", { name: "Changer d’organisation" }).click();
  await chooseOrganization(page, otherOrganization);
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("cell", { name: grouped(otherOrganization) })).toBeVisible();
  await expect(page.getByRole("cell", { name: grouped(firstOrganization) })).toBeHidden();
});

test("what the provider does not know is told apart from what is empty", async ({ page }) => {
  await page.goto("/auth/login");
  await logInAs(page, "without-telephone");
  await expect(page.getByRole("row", { name: "Téléphone" }).getByRole("cell")).toHaveText("Non renseigné");
});

test("a wrong password is refused, the right one still works", async ({ page }) => {
  await page.goto("/auth/login");
  await logInByHand(page, "claire.martin@mairie-sainte-exemple.example", "wrong");
  await expect(page.getByLabel(/mot de passe/i)).toHaveAttribute("aria-invalid", "true");
  await page.getByLabel(/mot de passe/i).fill("password123");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Connexion réussie" })).toBeVisible();
});

test("a person who gives up gets a page that explains, and can start again", async ({ page }) => {
  await page.goto("/dossiers");
  await page.getByRole("link", { name: /sans se connecter/i }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("La connexion n’a pas abouti");
  await expect(page.getByText("La connexion a été abandonnée ou refusée.")).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);

  await page.getByRole("link", { name: "Recommencer la connexion" }).click();
  await logInAs(page, "private-employee");
  await expect(page).toHaveURL("/dossiers");
});

test("going back from the provider leaves a page that works", async ({ page }) => {
  await page.goto("/");
  await loginButton(page).click();
  await expect(page.locator("[data-persona]").first()).toBeVisible();
  await page.goBack();
  await loginButton(page).click();
  await logInAs(page, "contractor");
  await expect(page.getByRole("table")).toBeVisible();
});

test("five tabs log in at once, finish in another order, and each lands on its own page", async ({
  context,
}) => {
  const tabs = await Promise.all(
    [1, 2, 3, 4, 5].map(async (number) => {
      const page = await context.newPage();
      await page.goto(`/dossiers?onglet=${number}`);
      return { page, number };
    }),
  );
  const [third, first, fifth, second, fourth] = [2, 0, 4, 1, 3].map((index) => tabs[index]);
  for (const tab of [third, first, fifth, second, fourth]) {
    if (!tab) throw new Error("a tab is missing");
    await logInAs(tab.page, "town-hall-agent");
    await expect(tab.page).toHaveURL(`/dossiers?onglet=${tab.number}`);
    await expect(tab.page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
  }
});

test("an old callback address opened from the history goes home with a session, and explains without one", async ({
  page,
  context,
}) => {
  const callback = page.waitForRequest(/\/auth\/callback/);
  await page.goto("/dossiers");
  await logInAs(page, "town-hall-agent");
  const address = (await callback).url();
  await expect(page).toHaveURL("/dossiers");

  await page.goto(address);
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("table")).toBeVisible();

  await context.clearCookies();
  await page.goto(address);
  await expect(page.getByText("Cette connexion a expiré ou a déjà été utilisée.")).toBeVisible();
  await page.getByRole("link", { name: "Recommencer la connexion" }).click();
  await expect(page.locator("[data-persona]").first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the link in the button logs in, and the form logs out", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", button).click();
    await logInAs(page, "ministry-agent");
    await expect(page.getByRole("table")).toBeVisible();

    await page.locator("summary").click();
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await page.getByRole("button", { name: /déconn|continuer/i }).click();
    await expect(page.getByRole("link", button)).toBeVisible();
  });
});
