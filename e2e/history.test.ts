import { loginButton, logOut } from "./application-pages.js";
import { expect, test } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";
import { answerOf } from "./transactions.js";

test.describe("tabs and history", () => {
  test("ten tabs that log in at the same moment each land on their own page", async ({ context }) => {
    const tabs = await Promise.all(
      Array.from({ length: 10 }, async (_, number) => {
        const page = await context.newPage();
        await page.goto(`/dossiers?onglet=${number}`);
        return { page, number };
      }),
    );
    // One click after the other at the provider, but no test waits for the answers to arrive here.
    for (const { page } of tabs)
      await page.locator('[data-persona="town-hall-agent"]').click({ noWaitAfter: true });
    for (const { page, number } of tabs) {
      await expect(page).toHaveURL(`/dossiers?onglet=${number}`);
      await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
    }
  });

  test("a reload before the answer to the callback came explains itself, and still leads where it was to lead", async ({
    page,
    context,
  }) => {
    await page.goto("/dossiers?page=2");
    const address = await answerOf(page, "town-hall-agent");
    // The server finishes the login, but its answer never reaches the browser.
    const cookie = (await context.cookies(address)).map(({ name, value }) => `${name}=${value}`).join("; ");
    const lost = await fetch(address, { headers: { cookie, accept: "text/html" }, redirect: "manual" });
    expect(lost.headers.get("location")).toBe("/dossiers?page=2");

    await page.goto(address);
    await expect(page.getByText("Cette connexion a expiré ou a déjà été utilisée.")).toBeVisible();
    await page.getByRole("link", { name: "Recommencer la connexion" }).click();
    await expect(page).toHaveURL("/dossiers?page=2");
  });

  test("the callback in a tab restored after another login goes home, and takes no other login's place", async ({
    page,
    context,
  }) => {
    const callback = page.waitForRequest(/\/auth\/callback/);
    await page.goto("/dossiers");
    await logInAs(page, "town-hall-agent");
    const address = (await callback).url();
    await expect(page).toHaveURL("/dossiers");
    await page.goto("/");
    await logOut(page);
    await expect(loginButton(page)).toBeVisible();
    await page.goto("/auth/login");
    await logInAs(page, "ministry-agent");
    const shown = await page.getByRole("table").textContent();

    const restored = await context.newPage();
    await restored.goto(address);
    await expect(restored).toHaveURL("/");
    await expect(restored.getByRole("table")).toHaveText(shown ?? "");
    await page.reload();
    await expect(page.getByRole("table")).toHaveText(shown ?? "");
  });

  test("back after a login shows no error, and the page still works", async ({ page }) => {
    await page.goto("/");
    await page.goto("/dossiers");
    await logInAs(page, "town-hall-agent");
    await expect(page).toHaveURL("/dossiers");
    await page.goBack();
    await page.goForward();
    await expect(page).toHaveURL("/dossiers");
    await page.reload();
    await expect(page.getByRole("heading", { name: "Mes dossiers" })).toBeVisible();
  });

  test("a click in one tab after the logout in another asks to log in, and goes where it was to go", async ({
    context,
  }) => {
    const [first, second] = [await context.newPage(), await context.newPage()];
    await first.goto("/");
    await first.goto("/auth/login");
    await logInAs(first, "town-hall-agent");
    await second.goto("/");
    await expect(second.getByRole("table")).toBeVisible();
    await logOut(first);
    await expect(loginButton(first)).toBeVisible();
    await second.getByRole("link", { name: /dossiers/i }).click();
    await logInAs(second, "ministry-agent");
    await expect(second).toHaveURL("/dossiers");
  });
});
