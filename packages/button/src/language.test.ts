import { expect, test } from "../test/site.js";
import type { MonCompteProButton } from "./button.js";

const button = (attributes = ""): string => `<moncomptepro-button ${attributes}></moncomptepro-button>`;
const FRENCH = "S’identifier avec MonComptePro";
const ENGLISH = "Sign in with MonComptePro";

test("D60 the language: own, nearest, of the page, else French", async ({ page, site }) => {
  await page.goto(
    site.page({
      html: `lang="en-GB"`,
      body: `${button()}${button(`lang="fr"`)}<div lang="fr-CA"><p lang="EN">${button()}</p>${button()}</div>
        <div lang="de">${button()}</div>`,
    }),
  );
  await expect(page.locator(".label")).toHaveText([ENGLISH, FRENCH, ENGLISH, FRENCH, FRENCH]);
  await page.goto(site.page({ html: "", body: button() }));
  await expect(page.locator(".label")).toHaveText(FRENCH);
  await expect(page.locator(".help")).toHaveAttribute("title", /nouvelle fenêtre/);
});

test("D60 a language that changes is followed, across shadow roots too", async ({ page, site }) => {
  await page.goto(site.page({ body: `<section>${button()}<div id="host"></div></section>` }));
  await page.locator("#host").evaluate((host, html) => {
    host.attachShadow({ mode: "open" }).innerHTML = `<div>${html}</div>`;
  }, button());
  const labels = page.locator(".label");
  await expect(labels).toHaveText([FRENCH, FRENCH]);
  await page.evaluate(() => (document.documentElement.lang = "en"));
  await expect(labels).toHaveText([ENGLISH, ENGLISH]);
  await page
    .locator("#host")
    .evaluate((host) => host.shadowRoot?.querySelector("div")?.setAttribute("lang", "fr"));
  await expect(labels).toHaveText([ENGLISH, FRENCH]);
  await page.locator("section").evaluate((section: HTMLElement) => (section.lang = "fr"));
  await expect(labels).toHaveText([FRENCH, FRENCH]);
  await page
    .locator("moncomptepro-button")
    .first()
    .evaluate((element: HTMLElement) => (element.lang = "en"));
  await expect(page.locator(".help").first()).toHaveText("What is MonComptePro?");
});

test("D60 a button that moves takes the language of its new place", async ({ page, site }) => {
  await page.goto(site.page({ body: `${button()}<div lang="en"></div>` }));
  await expect(page.locator(".label")).toHaveText(FRENCH);
  await page.evaluate(() =>
    document.querySelector("div")?.append(document.querySelector("moncomptepro-button") ?? ""),
  );
  await expect(page.locator(".label")).toHaveText(ENGLISH);
});

test("D61 French typography: ’ and a narrow space that never breaks before ?", async ({ page, site }) => {
  await page.goto(site.page({ body: button() }));
  const help = page.locator(".help");
  await expect(help).toHaveText("Qu’est-ce que MonComptePro\u202F?", { useInnerText: false });
  for (let width = 400; width > 150; width -= 10) {
    await page.setViewportSize({ width, height: 400 });
    const lines = await help.evaluate((link) => {
      const range = document.createRange();
      const text = link.lastChild ?? link;
      range.selectNodeContents(text);
      const name = link.querySelector("span")?.getBoundingClientRect();
      return { name: name?.bottom, mark: range.getBoundingClientRect().bottom };
    });
    expect(lines.mark).toBeCloseTo(lines.name ?? 0, 0);
  }
});

test("D62 a registered language is shown at once; the brand is never translated", async ({ page, site }) => {
  await page.goto(site.page({ body: `<div lang="de-AT">${button()}</div>${button()}` }));
  await expect(page.locator(".label")).toHaveText([FRENCH, FRENCH]);
  await page.evaluate(() => {
    const texts = {
      action: "Anmelden mit",
      help: "Was ist {brand}?",
      newWindow: "neues Fenster",
      busy: "Anmeldung läuft…",
      disabled: "Anmeldung nicht möglich",
    };
    const element = customElements.get("moncomptepro-button") as typeof MonCompteProButton;
    element.registerLocale("de", texts);
    element.registerLocale("fr", texts);
  });
  await expect(page.locator(".label")).toHaveText(["Anmelden mit MonComptePro", FRENCH]);
  await expect(page.locator(".help").first()).toHaveText("Was ist MonComptePro?");
  await expect(page.locator(".group").first()).toHaveAttribute("lang", "de");
  await expect(page.locator("[translate=no]")).toHaveText(Array.from({ length: 4 }, () => "MonComptePro"));
});

test("disabled is said in the language of the button", async ({ page, site }) => {
  await page.goto(site.page({ body: button(`lang="en"`) }));
  await page.locator("moncomptepro-button").evaluate((element) => element.toggleAttribute("disabled"));
  await expect(page.getByRole("status")).toHaveText("Sign-in unavailable");
});
