import AxeBuilder from "@axe-core/playwright";
import { loginAs } from "@moncomptepro/mock/playwright";
import { loginButton, logOut, row } from "./application-pages.js";
import { expect, test } from "./fixtures.js";

test.use({ provider: "franceconnect-plus" });

test("an encrypted login, a page that takes two factors, and the logout with the hint that was encrypted", async ({
  page,
  servers,
}) => {
  await page.goto("/");
  await expect(page.locator("moncomptepro-button")).toContainText("la solution proposée par l’État");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await loginButton(page, "FranceConnect+").click();
  await loginAs(page, "usage-name");
  await expect(row(page, "Nom de naissance")).toContainText("SANTONI");
  // The level of the login, eidas2, means two factors: nothing is asked again.
  await page.goto("/paie");
  await expect(page.locator("main")).toContainText("en votre nom");

  const asked = servers.mock.requests.find(({ endpoint }) => endpoint === "authorization");
  expect(asked?.parameters).toMatchObject({ acr_values: "eidas2" });
  expect(asked?.parameters).not.toHaveProperty("code_challenge");

  await page.goto("/");
  await logOut(page);
  await expect(loginButton(page, "FranceConnect+")).toBeVisible();
  // The provider takes no encrypted hint; its own session is over, too.
  await page.goto("/dossiers");
  await loginAs(page, "high-level");
  await expect(page.locator("main")).toContainText("en votre nom");
});

test("what FranceConnect+ would refuse on a page of its own is refused before the redirect", async ({
  page,
  servers,
}) => {
  await page.goto("/auth/login?prompt=none");
  await expect(page.locator("body")).toContainText("parameter_refused");
  expect(servers.mock.requests.filter(({ endpoint }) => endpoint === "authorization")).toEqual([]);
});
