import AxeBuilder from "@axe-core/playwright";
import { loginButton, logOut, openAccount } from "./application-pages.js";
import { expect, test } from "./fixtures.js";
import { chooseOrganization, logInAs } from "./provider-pages.js";

test.use({ provider: "proconnect" });

test("one setting makes the same application one of ProConnect: login, guarded page, logout", async ({
  page,
}) => {
  await page.goto("/");
  await loginButton(page, "ProConnect").click();
  await logInAs(page, "ministry-agent");
  await expect(page.getByRole("row", { name: "SIRET" })).toContainText("119 900 074 00012");
  await expect(page.getByRole("row", { name: "Organisation" })).toContainText("Ministère des exemples");
  await openAccount(page);
  await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name: "Mes dossiers" }).click();
  await expect(page.locator("main")).toContainText("Ministère des exemples");
  await page.goto("/");
  await logOut(page);
  await expect(loginButton(page, "ProConnect")).toBeVisible();
  await page.goto("/dossiers");
  await logInAs(page, "town-hall-agent");
  await expect(page.locator("main")).toContainText("Sainte-Exemple");
});

test("another organisation takes one click: out at the provider, in again, back on the same page", async ({
  page,
}) => {
  await page.goto("/auth/login");
  await logInAs(page, "three-organizations");
  await chooseOrganization(page, "21990001600011");
  await expect(page.getByRole("row", { name: "SIRET" })).toContainText("219 900 016 00011");

  await openAccount(page);
  await page.getByRole("button", { name: "Changer d’organisation" }).click();
  await logInAs(page, "three-organizations");
  await chooseOrganization(page, "20990028100012");
  await expect(page).toHaveURL("/");
  await expect(page.getByRole("row", { name: "SIRET" })).toContainText("209 900 281 00012");
});

test("who gives up at the identity provider reads so, and a new try leads to the page", async ({ page }) => {
  await page.goto("/dossiers");
  await logInAs(page, "gives-up");
  await page.getByRole("link", { name: "Continuer sur le service" }).click();
  await expect(page.getByText("La connexion a été abandonnée ou refusée.")).toBeVisible();
  await expect(page.locator("body")).toContainText("access_denied");
  await page.getByRole("link", { name: "Recommencer la connexion" }).click();
  await logInAs(page, "town-hall-agent");
  await expect(page).toHaveURL("/dossiers");
});

test("a certified officer sees the page for officers, and who is none reads what it needs", async ({
  page,
}) => {
  await page.goto("/dirigeant");
  await logInAs(page, "town-hall-agent");
  await expect(
    page.getByText("Les administrations et les associations n’ont pas de dirigeant"),
  ).toBeVisible();
  await page.getByRole("button", { name: "Changer de compte" }).click();
  await logInAs(page, "company-officer");
  // The session does not have the level: the federation asks for the password again.
  await page.getByLabel(/mot de passe/i).fill("password123");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL("/dirigeant");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Espace du dirigeant");
});
