import { loginAs } from "@moncomptepro/mock/playwright";
import { expectNoOrganization, loginButton, logOut, row } from "./application-pages.js";
import { expect, test } from "./fixtures.js";

test.use({ provider: "pro-sante-connect" });

test("one setting makes the same application one of Pro Santé Connect: login, guarded page, logout", async ({
  page,
  servers,
}) => {
  await page.goto("/");
  await loginButton(page, "Pro Santé Connect").click();
  await expect(page).toHaveURL(/\/interaction\//);
  await loginAs(page, "doctor");
  await expect(row(page, "RPPS")).toContainText("10000000017");
  await expect(row(page, "Lieux d’exercice")).toContainText(
    "CENTRE HOSPITALIER DE SAINTE-EXEMPLE, CABINET DU DR MOREAU",
  );
  await expectNoOrganization(page);

  const asked = servers.mock.requests.find(({ endpoint }) => endpoint === "authorization");
  expect(asked?.parameters).toMatchObject({
    scope: "openid scope_all",
    acr_values: "eidas1",
    code_challenge_method: "S256",
  });
  const documents = servers.mock.requests.filter(({ endpoint }) => endpoint === "discovery");
  expect(documents).toHaveLength(1);

  await page.goto("/");
  await logOut(page);
  await expect(loginButton(page, "Pro Santé Connect")).toBeVisible();
  const left = servers.mock.requests.find(({ endpoint }) => endpoint === "end_session");
  expect(left?.parameters).toMatchObject({ id_token_hint: "[redacted]", state: expect.any(String) });
  await page.goto("/dossiers");
  await loginAs(page, "student");
  await expect(page.locator("main")).toContainText("en votre nom");
});

test("a card, an RPPS without its digit, and a person without one log in", async ({ page }) => {
  for (const [person, rpps] of [
    ["pharmacist", "10000000025"],
    ["nurse", "10000000033"],
    ["hospital-staff", "Non renseigné"],
  ] as const) {
    await page.context().clearCookies();
    await page.goto("/auth/login");
    await loginAs(page, person);
    await expect(row(page, "RPPS")).toContainText(rpps);
  }
});

test("what the provider does not know never reaches it", async ({ page, servers }) => {
  await page.goto("/auth/login?prompt=select_organization&login_hint=a@b.example&max_age=0");
  await loginAs(page, "doctor");
  await expect(row(page, "RPPS")).toBeVisible();
  const asked = servers.mock.requests.find(({ endpoint }) => endpoint === "authorization");
  const usual = ["acr_values", "client_id", "code_challenge", "code_challenge_method", "nonce"];
  expect(Object.keys(asked?.parameters ?? {}).toSorted()).toEqual(
    [...usual, "redirect_uri", "response_type", "scope", "state"].toSorted(),
  );
});

test("a person who gives up reads so, and may start again", async ({ page }) => {
  await page.goto("/auth/login");
  await loginAs(page, "gives-up");
  await expect(page.locator("body")).toContainText("access_denied");
  await page.getByRole("link", { name: "Recommencer la connexion" }).click();
  await loginAs(page, "doctor");
  await expect(row(page, "RPPS")).toBeVisible();
});

test("a token that the provider did not sign, or that is of another person, logs no person in", async ({
  page,
  servers,
}) => {
  for (const [fault, code] of [
    ["wrong_signature", "id_token_invalid"],
    ["wrong_sub", "userinfo_invalid"],
  ] as const) {
    await page.context().clearCookies();
    const armed = servers.mock.fault(fault);
    await page.goto("/auth/login");
    await loginAs(page, "doctor");
    await expect(page.locator("body")).toContainText(code);
    expect(armed.applied).toBe(1);
  }
});

test("a login that does not tell who the professional is names the claim in the log only", async ({
  page,
  servers,
}) => {
  servers.mock.fault("missing_claim", { endpoint: "userinfo", claim: "SubjectNameID" });
  await page.goto("/auth/login");
  await loginAs(page, "doctor");
  await expect(page.locator("body")).toContainText("claim_missing");
  await expect(page.locator("body")).not.toContainText("SubjectNameID");
});

test("a logout that comes back without its state ends at the home page", async ({ page, servers }) => {
  await page.goto("/auth/login");
  await loginAs(page, "doctor");
  await expect(row(page, "RPPS")).toBeVisible();
  // As the provider was seen to do.
  const fault = servers.mock.fault("logout_without_state");
  await logOut(page);
  await expect(page).toHaveURL(/\/$/);
  expect(fault.applied).toBe(1);
  await expect(loginButton(page, "Pro Santé Connect")).toBeVisible();
});
