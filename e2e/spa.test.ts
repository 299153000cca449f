import AxeBuilder from "@axe-core/playwright";
import { loginButton } from "./application-pages.js";
import { expect, test } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";

test.use({ example: { folder: "spa", command: () => ["server.js"], ready: /^Application:/ } });

test("the page logs in by itself, keeps nothing of it in sight, and gets data", async ({ page, servers }) => {
  const policy: string[] = [];
  page.on("console", (message) => policy.push(message.text()));
  await page.goto("/");
  await loginButton(page).click();
  await logInAs(page, "town-hall-agent");
  await expect(page.getByText("SIRET 219\u00A0900\u00A0016\u00A000011")).toBeVisible();
  await expect(page).toHaveURL(`${servers.application}/`);
  await page.getByRole("button", { name: "Charger les dossiers" }).click();
  await expect(page.locator("#data")).toContainText("219900016");
  expect(policy.filter((line) => /Content.Security.Policy/i.test(line))).toEqual([]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.goBack();
  await expect(page).not.toHaveURL(/code=/);
});

test("a login in one tab and a logout in another are seen by all", async ({ context, servers }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  for (const page of [first, second]) await page.goto("/");
  await loginButton(first).click();
  await logInAs(first, "ministry-agent");
  await expect(first.locator("#who")).toBeVisible();
  await second.bringToFront();
  await second.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await expect(second.locator("#who")).toBeVisible();
  // The page shows it at once, before it has been to the provider and back.
  const back = second.waitForResponse(`${servers.application}/`);
  await second.getByRole("button", { name: "Se déconnecter" }).click();
  await back;
  await expect(loginButton(second)).toBeVisible();
  await expect(first.locator("#visitor")).toBeVisible();
});

test("a reload of the answer, and one that this tab did not ask for, are explained and can be mended", async ({
  page,
  context,
}) => {
  const answered = page.waitForRequest((request) => request.url().includes("code="));
  await page.goto("/");
  await loginButton(page).click();
  await logInAs(page, "town-hall-agent");
  const answer = (await answered).url();
  await expect(page.locator("#who")).toBeVisible();
  await page.goto(answer);
  await expect(page.locator("#who")).toBeVisible();

  await context.clearCookies();
  await page.goto(answer);
  await expect(page.locator("#status")).toContainText("a expiré ou a déjà été utilisée");
  await loginButton(page).click();
  await logInAs(page, "town-hall-agent");
  await expect(page.locator("#who")).toBeVisible();
});

test("a refusal is told in words", async ({ page }) => {
  await page.goto("/");
  await loginButton(page).click();
  await page.getByRole("link", { name: /sans se connecter/i }).click();
  await expect(page.locator("#status")).toContainText("abandonnée ou refusée");
});

test("data behind the login sends to the login and comes back when the session is over", async ({
  page,
  context,
}) => {
  await page.goto("/");
  await loginButton(page).click();
  await logInAs(page, "town-hall-agent");
  await expect(page.locator("#who")).toBeVisible();
  await context.clearCookies();
  await page.getByRole("button", { name: "Charger les dossiers" }).click();
  await logInAs(page, "private-employee");
  await expect(page.locator("#who")).toBeVisible();
});
