import { loginButton, logOut } from "./application-pages.js";
import { expect, test } from "./fixtures.js";
import { logInAs } from "./provider-pages.js";

test("logout ends both sessions: the next click asks who it is again", async ({ page }) => {
  await page.goto("/auth/login");
  await logInAs(page, "town-hall-agent");
  await logOut(page);

  await expect(page).toHaveURL("/");
  await expect(page.getByRole("table")).toBeHidden();
  await loginButton(page).click();
  await expect(page.locator("[data-persona]").first()).toBeVisible();
});

test("a cookie copied before the logout opens nothing after it", async ({
  page,
  context,
  request,
  servers,
}) => {
  await page.goto("/auth/login");
  await logInAs(page, "town-hall-agent");
  await expect(page.getByRole("table")).toBeVisible();
  const cookies = await context.cookies(servers.application);
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const headers = { cookie, accept: "application/json" };
  expect((await request.get("/auth/me", { headers })).status()).toBe(200);

  await logOut(page);
  await expect(loginButton(page)).toBeVisible();
  expect((await request.get("/auth/me", { headers })).status()).toBe(401);
});

test("another site can neither log out nor log in by a form", async ({ page }) => {
  await page.goto("/auth/login");
  await logInAs(page, "town-hall-agent");
  await expect(page.getByRole("table")).toBeVisible();
  const application = new URL(page.url()).origin;

  for (const path of ["/auth/logout", "/auth/login"]) {
    await page.goto("about:blank");
    await page.setContent(`<form method="post" action="${application}${path}"><button>Piège</button></form>`);
    await page.getByRole("button").click();
    await expect(page.getByText("La demande ne vient pas de ce site.")).toBeVisible();
  }
  await page.goto("/");
  await expect(page.getByRole("table")).toBeVisible();
});

test("opening the logout address does not log out", async ({ page }) => {
  await page.goto("/auth/login");
  await logInAs(page, "town-hall-agent");
  await expect(page.getByRole("table")).toBeVisible();
  expect((await page.goto("/auth/logout"))?.status()).toBe(405);
  await page.goto("/");
  await expect(page.getByRole("table")).toBeVisible();
});
