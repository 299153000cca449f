import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../test/site.js";

const SCRIPT = `<script type="module" src="/dist/moncomptepro-elements.js"></script>`;

const ACCOUNT = `<moncomptepro-account
  name="Claire Martin"
  organization="Commune de Sainte-Exemple"
  siret="21990001600011"
  organization-href="/auth/login?prompt=select_organization"
>
  <details>
    <summary>Claire Martin</summary>
    <form method="post" action="/auth/logout"><button>Se déconnecter</button></form>
  </details>
</moncomptepro-account>`;

const account = (page: Page) => page.locator("moncomptepro-account:defined");
const summary = (page: Page) => account(page).locator("summary").filter({ visible: true });

test("says who and for which organisation, once, and opens by keyboard", async ({ page, site }) => {
  await page.goto(site.page({ head: SCRIPT, body: ACCOUNT }));
  await expect(account(page)).toBeVisible();
  await expect(page.getByText("Claire Martin").filter({ visible: true })).toHaveCount(1);
  await expect(page.getByText("Commune de Sainte-Exemple")).toBeHidden();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Commune de Sainte-Exemple")).toBeVisible();
  await expect(page.getByText("219\u00A0900\u00A0016\u00A000011")).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: "Changer d’organisation" })).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByText("Commune de Sainte-Exemple")).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.localName)).toBe(
    "summary",
  );
});

test("logs out by a form of its own, under a strict policy", async ({ page, site }) => {
  const policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; form-action 'self'; base-uri 'none'";
  const violations: string[] = [];
  page.on("console", (message) => violations.push(message.text()));
  await page.goto(site.page({ head: SCRIPT, body: ACCOUNT, headers: { "content-security-policy": policy } }));
  await summary(page).click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
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
  await summary(page).click();
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveTitle("Arrêté");
  expect(site.requests).toEqual([]);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("the details inside do the same", async ({ page, site }) => {
    await page.goto(site.page({ head: SCRIPT, body: ACCOUNT }));
    await page.getByText("Claire Martin").click();
    await page.getByRole("button", { name: "Se déconnecter" }).click();
    await expect.poll(() => site.requests).toEqual([expect.stringMatching(/^POST \/auth\/logout/)]);
  });
});

test("what is not there is not shown, and the words follow the language around", async ({ page, site }) => {
  const body = `<div lang="en"><moncomptepro-account name="a@b.fr"></moncomptepro-account></div>`;
  await page.goto(site.page({ head: SCRIPT, body }));
  await summary(page).click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await expect(account(page).locator("dt, a")).toHaveCount(0);
  await page.evaluate(() => document.querySelector("[lang=en]")?.setAttribute("lang", "fr"));
  await expect(page.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
});

test("it always has a name", async ({ page, site }) => {
  const empty = `<moncomptepro-account></moncomptepro-account>
    <moncomptepro-account name="" organization="Commune"></moncomptepro-account>`;
  await page.goto(site.page({ head: SCRIPT, body: `<h1>Page</h1>${empty}` }));
  await expect(page.locator("summary")).toHaveText(["Mon compte", "Commune"]);
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
});

test("addresses that would run a script or leave the site are refused", async ({ page, site }) => {
  const body = `<moncomptepro-account name="A" organization-href="javascript:alert(1)" logout-action="//evil.test">
    </moncomptepro-account>`;
  await page.goto(site.page({ head: SCRIPT, body }));
  await summary(page).click();
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
      await expect(account(page)).toBeVisible();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
      await summary(page).click();
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    });
  }
}

test("what opens is in line with the account, on its left where there is no room on its right", async ({
  page,
  site,
}) => {
  for (const justify of ["start", "end"]) {
    const head = `${SCRIPT}<style>main { display: grid; justify-items: ${justify} }</style>`;
    await page.goto(site.page({ head, body: ACCOUNT }));
    await summary(page).click();
    const side = justify === "start" ? "left" : "right";
    const edge = (selector: string): Promise<number | undefined> =>
      page.evaluate(
        ([where, which]) =>
          document
            .querySelector("moncomptepro-account")
            ?.shadowRoot?.querySelector(where)
            ?.getBoundingClientRect()[which],
        [selector, side] as const,
      );
    await expect
      .poll(async () => Math.abs(((await edge(".panel")) ?? 0) - ((await edge("summary")) ?? 99)))
      .toBeLessThan(1);
  }
});

for (const [place, style] of Object.entries({
  start: "",
  end: "display: grid; justify-items: end",
  middle: "display: grid; justify-items: center",
})) {
  for (const dir of ["ltr", "rtl"]) {
    test(`what opens stays in sight, in 320 pixels too, with a long organisation: ${place}, ${dir}`, async ({
      page,
      site,
    }) => {
      const body = ACCOUNT.replace("Commune de Sainte-Exemple", "Établissement".repeat(12));
      const head = `${SCRIPT}<style>main { ${style} }</style>`;
      await page.goto(site.page({ head, body, html: `lang="fr" dir="${dir}"` }));
      for (const width of [1100, 320]) {
        await page.setViewportSize({ width, height: 600 });
        await summary(page).click();
        const panel = page.locator(".panel");
        await expect
          .poll(async () => {
            const { x = -1, width: size = 0 } = (await panel.boundingBox()) ?? {};
            return x >= 0 && x + size <= width;
          })
          .toBe(true);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await summary(page).click();
      }
    });
  }
}
