import AxeBuilder from "@axe-core/playwright";
import { ACCOUNT, account, logout, panel, SCRIPT, trigger } from "../test/account-page.js";
import { expect, test } from "../test/site.js";
import { initials } from "./initials.js";

test("says who and for which organisation, and opens by keyboard", async ({ page, site }) => {
  await page.goto(site.page({ head: SCRIPT, body: ACCOUNT }));
  await expect(trigger(page)).toHaveAccessibleName(
    "Mon compte\u202F: Claire Martin Commune de Sainte-Exemple",
  );
  await expect(panel(page)).toBeHidden();
  await page.keyboard.press("Tab");
  await expect(trigger(page)).toHaveAttribute("aria-expanded", "false");
  await page.keyboard.press("Enter");
  await expect(trigger(page)).toHaveAttribute("aria-expanded", "true");
  // Initials, name and e-mail, the organisation, then the actions.
  await expect(panel(page)).toHaveText(
    /^\s*CM\s*Claire Martin\s*claire\.martin@mairie\.example\s*Organisation\s*Commune de Sainte-Exemple\s*SIRET\s*219\u00A0900\u00A0016\u00A000011\s*Changer d’organisation\s*Se déconnecter\s*$/,
  );
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Changer d’organisation" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(logout(page)).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(panel(page)).toBeHidden();
  await expect(trigger(page)).toBeFocused();
});

test("the initials are those of the first and the last word", () => {
  const cases = {
    "Claire Martin": "CM",
    "Marie-Anne de La Tour": "MT",
    "claire.martin@mairie.example": "CM",
    "contact@mairie.example": "C",
    "Élodie  (stagiaire) ÉTIENNE": "ÉÉ",
    王小明: "王",
    "ilyès ðeba": "IÐ",
    "𐐨𐐩 𐐪": "𐐀𐐂",
    "@": "",
    "12 34": "",
    "": "",
  };
  for (const [name, letters] of Object.entries(cases))
    expect([name, initials(name)]).toEqual([name, letters]);
});

test("a click outside closes it, the focus that leaves it too, and one is open at a time", async ({
  page,
  site,
}) => {
  const second = ACCOUNT.replace("Claire Martin", "Paul Durand");
  await page.goto(
    site.page({ head: SCRIPT, body: `${ACCOUNT}${second}<p>Below.</p><a href="#a">After</a>` }),
  );
  const [first, last] = [panel(page).first(), panel(page).last()];
  await trigger(page).first().click();
  await expect(first).toBeVisible();
  await page.mouse.click(600, 500);
  await expect(first).toBeHidden();
  await trigger(page).first().click();
  await expect(first).toBeVisible();
  await trigger(page)
    .last()
    .evaluate((button: HTMLElement) => button.click());
  await expect(last).toBeVisible();
  await expect(first).toBeHidden();
  await last.getByRole("button").focus();
  await page.keyboard.press("Tab");
  await expect(page.getByText("After")).toBeFocused();
  await expect(last).toBeHidden();
});

test("two clicks on a slow server are one logout, which can be seen, and that ends by itself", async ({
  page,
  site,
}) => {
  await page.clock.install();
  const events = `<script>let events = 0; addEventListener("moncomptepro-logout", () => (document.title = ++events))</script>`;
  const body = ACCOUNT.replace("<moncomptepro-account", `$& logout-action="/auth/nothing"`);
  await page.goto(site.page({ head: SCRIPT + events, body }));
  await trigger(page).click();
  await logout(page).click();
  const leaving = page.getByRole("button", { name: "Déconnexion en cours…" });
  await expect(leaving).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("status")).toHaveText("Déconnexion en cours…");
  // Playwright would wait until it isn’t disabled any more.
  await leaving.click({ force: true });
  await expect(page).toHaveTitle("1");
  expect(site.requests).toEqual(["POST /auth/nothing"]);
  await page.clock.fastForward(10_100);
  await logout(page).click();
  await expect(page).toHaveTitle("2");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("status")).toHaveText("");
});

test("links and buttons of the page stand among the actions", async ({ page, site }) => {
  const own = `<a slot="actions" href="#files">Mes dossiers</a><button slot="actions">Réglages</button></moncomptepro-account>`;
  await page.goto(site.page({ head: SCRIPT, body: ACCOUNT.replace("</moncomptepro-account>", own) }));
  await expect(page.getByRole("link", { name: "Mes dossiers" })).toBeHidden();
  await trigger(page).click();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Mes dossiers" })).toBeFocused();
  await expect(panel(page)).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Réglages" })).toBeFocused();
  expect((await new AxeBuilder({ page }).include("moncomptepro-account").analyze()).violations).toEqual([]);
  await page.getByRole("link", { name: "Mes dossiers" }).click();
  await expect(page).toHaveURL(/#files$/);
});

test("removed while it is open, it leaves no listener behind and opens again", async ({ page, site }) => {
  await page.goto(site.page({ head: SCRIPT, body: ACCOUNT }));
  await trigger(page).click();
  await expect(panel(page)).toBeVisible();
  await account(page).evaluate((element) => element.parentElement?.append(element));
  await expect(panel(page)).toBeHidden();
  await expect(trigger(page)).toHaveAttribute("aria-expanded", "false");
  await account(page).evaluate((element: HTMLElement) => element.click());
  await expect(panel(page)).toBeVisible();
});

test("logs out by a form of its own, under a strict policy", async ({ page, site }) => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";
  const violations: string[] = [];
  page.on("console", (message) => violations.push(message.text()));
  await page.goto(site.page({ head: SCRIPT, body: ACCOUNT, headers: { "content-security-policy": policy } }));
  await trigger(page).click();
  await logout(page).click();
  await expect.poll(() => site.requests).toEqual([expect.stringMatching(/^POST \/auth\/logout/)]);
  expect(violations.filter((line) => line.includes("Content Security Policy"))).toEqual([]);
});

test("a listener can stop the logout, to do it another way", async ({ page, site }) => {
  await page.goto(site.page({ head: SCRIPT, body: ACCOUNT }));
  await page.evaluate(() => {
    document.addEventListener("moncomptepro-logout", (event) => {
      event.preventDefault();
      document.title = "Arrêté";
    });
  });
  await trigger(page).click();
  await logout(page).click();
  await expect(page).toHaveTitle("Arrêté");
  expect(site.requests).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the details inside do the same", async ({ page, site }) => {
    await page.goto(site.page({ head: SCRIPT, body: ACCOUNT }));
    await page.getByText("Claire Martin").click();
    await logout(page).click();
    await expect.poll(() => site.requests).toEqual([expect.stringMatching(/^POST \/auth\/logout/)]);
  });
});

test("what is not there is not shown, and the words follow the language around", async ({ page, site }) => {
  const body = `<div lang="en"><moncomptepro-account name="a@b.fr" email="a@b.fr"></moncomptepro-account></div>`;
  await page.goto(site.page({ head: SCRIPT, body }));
  await trigger(page).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(account(page).locator("dt, a")).toHaveCount(0);
  await expect(panel(page).getByText("a@b.fr")).toHaveCount(1);
  await page.evaluate(() => document.querySelector("[lang=en]")?.setAttribute("lang", "fr"));
  await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
});

test("it always has a name: the e-mail, else the organisation, else “my account”", async ({ page, site }) => {
  const all = `<moncomptepro-account></moncomptepro-account>
    <moncomptepro-account name="" organization="Commune"></moncomptepro-account>
    <moncomptepro-account name="" email="a@b.fr" siret="21990001600011"></moncomptepro-account>`;
  await page.goto(site.page({ head: SCRIPT, body: `<h1>Page</h1>${all}` }));
  await expect(page.locator(".name")).toHaveText(["Mon compte", "Commune", "a@b.fr"]);
  await expect(page.locator(".trigger").last()).toContainText("219\u00A0900\u00A0016\u00A000011");
  for (const [index, name] of ["Mon compte", "Mon compte\u202F: Commune"].entries())
    await expect(page.locator(".trigger").nth(index)).toHaveAccessibleName(name);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("addresses that would run a script or leave the site are refused", async ({ page, site }) => {
  const body = `<moncomptepro-account name="A" organization-href="javascript:alert(1)" logout-action="//evil.test">
    </moncomptepro-account>`;
  await page.goto(site.page({ head: SCRIPT, body }));
  await trigger(page).click();
  await expect(account(page).locator("a, form")).toHaveCount(0);
});

for (const colorScheme of ["light", "dark"] as const) {
  for (const forcedColors of ["none", "active"] as const) {
    test(`axe finds nothing, closed and open: ${colorScheme}, forced colours ${forcedColors}`, async ({
      page,
      site,
    }) => {
      await page.emulateMedia({ colorScheme, forcedColors });
      const style =
        "<style>:root{color-scheme:light dark}body{background:light-dark(#fff,#161616);color:light-dark(#000,#fff)}</style>";
      const head = SCRIPT + style;
      await page.goto(site.page({ head, body: `<h1>Page</h1>${ACCOUNT}` }));
      // Forced colours are the person's own, which axe doesn't see.
      const unseen = forcedColors === "active" ? ["color-contrast"] : [];
      const axe = () => new AxeBuilder({ page }).disableRules(unseen).analyze();
      await expect(account(page)).toBeVisible();
      expect((await axe()).violations).toEqual([]);
      await trigger(page).hover();
      expect((await axe()).violations).toEqual([]);
      await trigger(page).click();
      await expect(panel(page)).toBeVisible();
      expect((await axe()).violations).toEqual([]);
      await page.getByRole("link", { name: "Changer d’organisation" }).hover();
      expect((await axe()).violations).toEqual([]);
      await account(page).evaluate((element) =>
        element.addEventListener("moncomptepro-logout", (event) => event.preventDefault()),
      );
      await logout(page).focus();
      expect((await axe()).violations).toEqual([]);
    });
  }
}
