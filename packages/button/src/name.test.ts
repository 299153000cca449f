import AxeBuilder from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "../test/site.js";

const BUTTON = "<moncomptepro-button></moncomptepro-button>";
const FORM = `<form action="/auth/login" method="post"><moncomptepro-button>
  <button>S'identifier avec <strong>MonComptePro</strong></button></moncomptepro-button></form>`;
const NAME = "S’identifier avec MonComptePro";

/** Roles and names as Chromium tells them to assistive technology. */
async function accessibilityTree(page: Page): Promise<{ role: string; name: string }[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  return nodes
    .filter((node) => !node.ignored)
    .map((node) => ({ role: String(node.role?.value), name: String(node.name?.value ?? "") }));
}

test("D7 there are two stops for Tab: button, then help link", async ({ page, site }) => {
  await page.goto(site.page({ body: `${BUTTON}<a href="#after">after</a>` }));
  for (const key of ["Tab", "Tab", "Tab"]) await page.keyboard.press(key);
  await expect(page.getByText("after")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator(".help")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator(".control")).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(page.locator(":focus")).toHaveCount(0);
});

test("D8 Enter starts a login; in a form Space does too", async ({ page, site }) => {
  const link = site.page({ body: BUTTON });
  await page.goto(link);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  expect(page.url()).toBe(link);
  await page.keyboard.press("Enter");
  await page.waitForURL("**/auth/login");
  for (const key of ["Space", "Enter"]) {
    await page.goto(site.page({ body: FORM }));
    await page.keyboard.press("Tab");
    await page.keyboard.press(key);
    await page.waitForURL("**/auth/login");
  }
  expect(site.requests).toEqual(["GET /auth/login", "POST /auth/login", "POST /auth/login"]);
});

test("D9 role and name are exact, as a link and in a form", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  await page.locator(".control").waitFor();
  const named = (await accessibilityTree(page)).filter(({ name }) => name === NAME);
  expect(named).toEqual([{ role: "link", name: NAME }]);
  // Not by grace of the layout: the space is in the text.
  await expect(page.locator(".label")).toHaveText(NAME);

  await page.goto(site.page({ body: FORM }));
  await page.locator(".control").waitFor();
  const tree = await accessibilityTree(page);
  expect(tree.filter(({ role }) => role === "button" || role === "link")).toEqual([
    { role: "button", name: NAME },
    { role: "link", name: "Qu’est-ce que MonComptePro\u202F?" },
  ]);
});

test("D10 D44 the help link says what it is, and that it opens a new window", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  const help = page.getByRole("link", { name: "Qu’est-ce que MonComptePro\u202F?", exact: true });
  await expect(help).toHaveAttribute("title", "Qu’est-ce que MonComptePro\u202F? - nouvelle fenêtre");
  await expect(help).toHaveAttribute("target", "_blank");
  await expect(help).toHaveAttribute("rel", "noopener noreferrer");
  await expect(help).toHaveText("Qu’est-ce que MonComptePro\u202F?");
});

test("D11 the mark, and a slotted logo, are not read out", async ({ page, site }) => {
  const logo = `<moncomptepro-button><img slot="logo" alt="Logo" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></moncomptepro-button>`;
  await page.goto(site.page({ body: BUTTON + logo }));
  await page.locator(".control").first().waitFor();
  const roles = (await accessibilityTree(page)).map(({ role }) => role);
  expect(roles.filter((role) => /img|image|graphic|svg/i.test(role))).toEqual([]);
  await expect(page.locator("img")).toBeVisible();
});

for (const [state, html] of Object.entries({
  link: BUTTON,
  form: FORM,
  disabled: "<moncomptepro-button disabled></moncomptepro-button>",
  busy: "<moncomptepro-button busy></moncomptepro-button>",
  "busy in a form": FORM.replace("<moncomptepro-button", "<moncomptepro-button busy"),
  "disabled in a form": FORM.replace("<moncomptepro-button", "<moncomptepro-button disabled"),
  dark: `<style>html { color-scheme: dark; background: #161616 }</style>${BUTTON}`,
  english: `<div lang="en">${BUTTON}</div>`,
})) {
  test(`D11 axe finds nothing: ${state}`, async ({ page, site }) => {
    await page.goto(site.page({ body: `<h1>Connexion</h1>${html}` }));
    await page.locator(".control").waitFor();
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join()}`)).toEqual([]);
  });
}

test("D12 the texts carry their own language", async ({ page, site }) => {
  await page.goto(site.page({ html: `lang="de"`, body: BUTTON + FORM }));
  const label = page.locator(".label").first();
  expect(await label.evaluate((node) => node.closest("[lang]")?.getAttribute("lang"))).toBe("fr");
  expect(
    await page
      .locator(".help")
      .first()
      .evaluate((node) => node.closest("[lang]")?.getAttribute("lang")),
  ).toBe("fr");
  await expect(page.getByRole("button")).toHaveAttribute("lang", "fr");
});

test("D13 disabled: focusable, said so, and nothing starts", async ({ page, site }) => {
  const body = `<moncomptepro-button disabled></moncomptepro-button>${FORM.replace("button>", "button disabled>")}`;
  const address = site.page({ body });
  await page.goto(address);
  const events = await page.evaluateHandle(() => {
    const heard: string[] = [];
    document.addEventListener("moncomptepro-login", (event) => heard.push(event.type));
    return heard;
  });
  const link = page.locator("a.control").first();
  const button = page.getByRole("button");
  await expect(link).not.toHaveAttribute("href");
  for (const control of [link, button]) {
    await expect(control).toHaveAttribute("aria-disabled", "true");
    await control.focus();
    await expect(control).toBeFocused();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Space");
    await control.click({ force: true });
  }
  await page
    .locator("form")
    .evaluate((form: HTMLFormElement) => form.requestSubmit(form.querySelector("button")));
  expect(await events.jsonValue()).toEqual([]);
  expect(site.requests).toEqual([]);
  expect(page.url()).toBe(address);
});

test("D14 busy: same name, said once and politely, gone after reset()", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON + FORM }));
  await page
    .locator("moncomptepro-button")
    .evaluateAll((elements) => elements.forEach((e) => e.toggleAttribute("busy")));
  const controls = [page.locator("a.control").first(), page.getByRole("button")];
  for (const control of controls) {
    await expect(control).toHaveAttribute("aria-busy", "true");
    await expect(control).toHaveAttribute("aria-disabled", "true");
    await expect(control).toHaveAccessibleName(NAME);
  }
  await expect(page.getByRole("status")).toHaveText(["Connexion en cours…", "Connexion en cours…"]);
  await page.locator("moncomptepro-button").evaluateAll((elements) => {
    for (const element of elements) (element as HTMLElementTagNameMap["moncomptepro-button"]).reset();
  });
  await expect(page.getByRole("status")).toHaveText(["", ""]);
  for (const control of controls) await expect(control).not.toHaveAttribute("aria-disabled", "true");
});
