import { loginAs } from "@moncomptepro/mock/playwright";
import { expectNoOrganization, loginButton, logOut, row } from "./application-pages.js";
import { expect, test } from "./fixtures.js";

test.use({ provider: "franceconnect" });

test("one setting makes the same application one of FranceConnect: login, guarded page, logout", async ({
  page,
  servers,
}) => {
  await page.goto("/");
  await loginButton(page, "FranceConnect").click();
  await loginAs(page, "usage-name");
  await expect(row(page, "Nom de naissance")).toContainText("SANTONI");
  await expect(row(page, "Nom d’usage")).toContainText("COLONNA");
  await expect(row(page, "Prénoms")).toContainText("Marie, Ange");
  await expect(row(page, "SIRET")).toHaveCount(0);
  await expectNoOrganization(page);

  const asked = servers.mock.requests.find(({ endpoint }) => endpoint === "authorization");
  expect(asked?.parameters).toMatchObject({ acr_values: "eidas1" });
  expect(asked?.parameters).not.toHaveProperty("code_challenge");

  await page.goto("/");
  await logOut(page);
  await expect(loginButton(page, "FranceConnect")).toBeVisible();
  await page.goto("/dossiers");
  await loginAs(page, "without-email");
  await expect(page.locator("main")).toContainText("en votre nom");
});

test("what FranceConnect would refuse on a page of its own is refused before the redirect", async ({
  page,
  servers,
}) => {
  await page.goto("/auth/login?prompt=none");
  await expect(page.locator("body")).toContainText("parameter_refused");
  expect(servers.mock.requests.filter(({ endpoint }) => endpoint === "authorization")).toEqual([]);
});

test("a person who gives up reads so, and may start again", async ({ page }) => {
  await page.goto("/auth/login");
  await loginAs(page, "gives-up");
  await expect(page.locator("body")).toContainText("access_denied");
  await page.getByRole("link", { name: "Recommencer la connexion" }).click();
  await loginAs(page, "citizen");
  await expect(row(page, "Prénoms")).toBeVisible();
});
