import type { Page } from "@playwright/test";
import { expect, test } from "../fixtures.js";

// The example is installed and built before: see the step "next" of scripts/test.mjs.
test.use({
  example: {
    folder: "next",
    command: (port) => ["node_modules/next/dist/bin/next", "start", "--port", String(port)],
    ready: /Ready/,
  },
});

async function logIn(page: Page, persona: string): Promise<void> {
  await page.locator(`[data-persona="${persona}"]`).click();
}

test("D35 React takes over what Next rendered of the button without a word", async ({ page }) => {
  const lines: string[] = [];
  page.on("pageerror", (error) => lines.push(error.message));
  page.on("console", (message) => lines.push(message.text()));
  await page.goto("/");
  await page.waitForFunction(() => customElements.get("moncomptepro-button") !== undefined);
  await expect(page.locator("moncomptepro-button .control")).toHaveCount(1);
  expect(lines).toEqual([]);
});

test("a login from the button, a guarded page, a change of organisation, a logout", async ({ page }) => {
  await page.goto("/");
  await page.waitForFunction(() => customElements.get("moncomptepro-button") !== undefined);
  await page.getByRole("link", { name: "S’identifier avec MonComptePro" }).click();
  await logIn(page, "three-organizations");
  await page.locator("[data-organization]").first().click();
  await expect(page).toHaveURL(/\/dossiers\/$/);
  const before = await page.locator("h1").textContent();

  await page.goto("/");
  await page.getByRole("button", { name: "Changer d’organisation" }).click();
  await page.locator("[data-organization]").last().click();
  await page.getByRole("link", { name: "Dossiers" }).click();
  await expect(page.locator("h1")).not.toHaveText(before ?? "");

  await page.goto("/");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByText("Identifiez-vous")).toBeVisible();
});

test("a page that wants a proven level sends to the login, by a link of Next too, and comes back", async ({
  page,
}) => {
  await page.goto("/dossiers");
  await logIn(page, "two-factor-agent");
  await page.goto("/");
  await page.getByRole("link", { name: /^Paie/ }).click();
  await expect(page.getByText("Niveau prouvé")).toContainText("eidas1-mfa");
  await expect(page).toHaveURL(/\/paie\/$/);
});

test("a route handler answers a script with 401, and with data when a person is logged in", async ({
  page,
  servers: { application },
}) => {
  const refused = await fetch(`${application}/api/dossiers`);
  expect([refused.status, refused.headers.get("content-type")]).toEqual([401, "application/problem+json"]);
  await page.goto("/dossiers");
  await logIn(page, "town-hall-agent");
  await expect(page.locator("h1")).toContainText("organisation");
  expect(await page.evaluate(async () => (await fetch("/api/dossiers")).json())).toEqual({
    siret: expect.stringMatching(/^\d{14}$/),
  });
});

test("a cookie copied before the logout opens neither a page nor a route", async ({
  page,
  context,
  servers: { application },
}) => {
  await page.goto("/dossiers");
  await logIn(page, "town-hall-agent");
  await expect(page.locator("h1")).toContainText("organisation");
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join("; ");
  await page.goto("/");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page.getByText("Identifiez-vous")).toBeVisible();

  expect((await fetch(`${application}/api/dossiers`, { headers: { cookie } })).status).toBe(401);
  // With `cacheComponents` the frame of the page is on its way already: Next redirects within it.
  const copied = await (await fetch(`${application}/dossiers/`, { headers: { cookie } })).text();
  expect(copied).toMatch(/<meta [^>]*http-equiv="refresh" content="[^"]*\/auth\/login\?guard=/);
  expect(copied).not.toContain("Dossiers de l’organisation");
});

test("without scripts too, a guarded page leads to the login and back", async ({
  browser,
  servers: { application },
}) => {
  const page = await browser.newPage({ javaScriptEnabled: false });
  await page.goto(`${application}/dossiers`);
  await logIn(page, "town-hall-agent");
  await expect(page.locator("h1")).toContainText("organisation");
  await page.close();
});

test("a server action guards itself: without a session it leads to the login, and back to its page", async ({
  page,
  context,
}) => {
  await page.goto("/dossiers");
  await logIn(page, "town-hall-agent");
  await expect(page.locator("h1")).toContainText("organisation");
  await context.clearCookies();
  await page.getByRole("button", { name: "Archiver" }).click();
  await logIn(page, "town-hall-agent");
  await expect(page.locator("h1")).toContainText("organisation");
  await expect(page).toHaveURL(/\/dossiers\/$/);
  await page.getByRole("button", { name: "Archiver" }).click();
  await expect(page.getByText("vous agissez pour")).toBeVisible();
});
