import { colourOf, contrast } from "../test/colours.js";
import { expect, SCRIPT, test } from "../test/site.js";

const BUTTON = "<moncomptepro-button></moncomptepro-button>";

/** The tokens of DSFR 1.15 that the button uses, as its style sheet declares them. */
const DSFR = `<style>
  :root { --background-action-high-blue-france: #000091; --background-action-high-blue-france-hover: #1212ff;
    --text-inverted-blue-france: #f5f5fe; --text-action-high-blue-france: #000091; }
  :root[data-fr-theme=dark] { --background-action-high-blue-france: #8585f6;
    --background-action-high-blue-france-hover: #b1b1f9; --text-inverted-blue-france: #000091;
    --text-action-high-blue-france: #8585f6; }
</style>`;

test("D1 the colours of each state are the brand's", async ({ page, site }) => {
  await page.goto(site.page({ body: `${BUTTON}<moncomptepro-button disabled></moncomptepro-button>` }));
  const face = page.locator(".face").first();
  expect(await colourOf(face, "background-color")).toBe("#000091");
  expect(await colourOf(face, "color")).toBe("#f5f5fe");
  await page.getByRole("link", { name: "S’identifier" }).first().hover();
  expect(await colourOf(face, "background-color")).toBe("#1212ff");
  await page.mouse.down();
  expect(await colourOf(face, "background-color")).toBe("#2323ff");
  const disabled = page.locator(".face").nth(1);
  expect(await colourOf(disabled, "background-color")).toBe("#e5e5e5");
  expect(await colourOf(disabled, "color")).toBe("#929292");
});

test("D2 D4 with DSFR's tokens it follows the theme, also when it is switched", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON, head: DSFR + SCRIPT }));
  const face = page.locator(".face");
  expect(await colourOf(face, "background-color")).toBe("#000091");
  await page.evaluate(() => document.documentElement.setAttribute("data-fr-theme", "dark"));
  expect(await colourOf(face, "background-color")).toBe("#8585f6");
  expect(await colourOf(face, "color")).toBe("#000091");
  expect(await colourOf(page.locator(".help"), "color")).toBe("#8585f6");
  expect(
    await page.locator("moncomptepro-button").evaluate((element) => element.getAttributeNames()),
  ).toEqual([]);
});

test("D3 the dark look follows color-scheme, and only that", async ({ page, site }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await page.goto(site.page({ body: BUTTON }));
  expect(await colourOf(page.locator(".face"), "background-color")).toBe("#000091");
  await page.addStyleTag({ content: "html { color-scheme: light dark }" });
  expect(await colourOf(page.locator(".face"), "background-color")).toBe("#8585f6");
  expect(await colourOf(page.locator(".face"), "color")).toBe("#000091");
  expect(await colourOf(page.locator(".help"), "color")).toBe("#8585f6");
});

test("D5 provider changes label, help and corners; an unknown one falls back with one warning", async ({
  page,
  site,
}) => {
  const warnings: string[] = [];
  page.on("console", (message) => warnings.push(message.text()));
  await page.goto(
    site.page({
      body: `<moncomptepro-button provider="proconnect"></moncomptepro-button>
        <moncomptepro-button provider="constructor"></moncomptepro-button>
        <moncomptepro-button provider="constructor"></moncomptepro-button>`,
    }),
  );
  await expect(page.locator(".label")).toHaveText([
    "S’identifier avec ProConnect",
    "S’identifier avec MonComptePro",
    "S’identifier avec MonComptePro",
  ]);
  await expect(page.locator(".help").first()).toHaveText("Qu’est-ce que ProConnect\u202F?");
  await expect(page.locator(".help").first()).toHaveAttribute("href", "https://www.proconnect.gouv.fr/");
  await expect(page.locator(".face").first()).toHaveCSS("border-radius", "0px");
  await expect(page.locator(".face").nth(1)).toHaveCSS("border-radius", "4px");
  expect(warnings).toEqual(["<moncomptepro-button>: provider “constructor” is unknown"]);
});

test("D6 it asks for nothing but its own file", async ({ page, site }) => {
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).pathname));
  const address = site.page({ body: BUTTON });
  await page.goto(address, { waitUntil: "networkidle" });
  expect(requests).toEqual([new URL(address).pathname, "/dist/moncomptepro-button.js"]);
});

test("D15 the ring shows for the keyboard, 2 px off, and not for the mouse", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  const link = page.locator(".control");
  await page.keyboard.press("Tab");
  await expect(link).toHaveCSS("outline", "rgb(10, 118, 246) solid 2px");
  await expect(link).toHaveCSS("outline-offset", "2px");
  await page
    .locator("moncomptepro-button")
    .evaluate((element) => element.addEventListener("moncomptepro-login", (event) => event.preventDefault()));
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await link.click();
  await expect(link).toBeFocused();
  await expect(link).toHaveCSS("outline-style", "none");
});

test("D16 the painted ring is 3:1 against a white and a dark page", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON, head: `${SCRIPT}<style>main { padding: 20px }</style>` }));
  await page.keyboard.press("Tab");
  const box = await page.locator(".control").boundingBox();
  if (!box) throw new Error("The control isn't laid out.");
  for (const background of ["#ffffff", "#161616"]) {
    await page.evaluate((colour) => (document.body.style.background = colour), background);
    const picture = await page.screenshot({ clip: { x: box.x + 20, y: box.y - 4, width: 1, height: 4 } });
    const painted = await page.evaluate(async (data) => {
      const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${data}`)).blob());
      const canvas = new OffscreenCanvas(1, 4).getContext("2d");
      canvas?.drawImage(bitmap, 0, 0);
      const pixels = Array.from(canvas?.getImageData(0, 0, 1, 4).data ?? [], (byte) =>
        byte.toString(16).padStart(2, "0"),
      );
      return [0, 4, 8, 12].map((start) => `#${pixels.slice(start, start + 3).join("")}`);
    }, picture.toString("base64"));
    expect(painted).toEqual(["#0a76f6", "#0a76f6", background, background]);
    expect(contrast("#0a76f6", background)).toBeGreaterThan(3);
  }
});

test("D17 in forced colours it has a border, a ring, and a mark in the colour of the text", async ({
  page,
  site,
}) => {
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(site.page({ body: `${BUTTON}<moncomptepro-button disabled></moncomptepro-button>` }));
  const face = page.locator(".face").first();
  const text = await colourOf(face, "color");
  expect(contrast(text, await colourOf(face, "background-color"))).toBeGreaterThan(7);
  expect(contrast(await colourOf(face, "border-top-color"), "#ffffff")).toBeGreaterThan(3);
  await expect(face).toHaveCSS("border-top-width", "1px");
  expect(
    await page
      .locator("svg")
      .first()
      .evaluate((svg) => getComputedStyle(svg).stroke),
  ).toBe(await face.evaluate((node) => getComputedStyle(node).color));
  await page.keyboard.press("Tab");
  await expect(page.locator(".control").first()).toHaveCSS("outline-style", "solid");
  expect(await colourOf(page.locator(".face").nth(1), "color")).not.toBe(text);
});

for (const colorScheme of ["light", "dark"] as const) {
  test(`D18 more contrast is asked for, in the ${colorScheme}: 7:1 in every state`, async ({
    page,
    site,
  }) => {
    await page.emulateMedia({ contrast: "more", colorScheme });
    const head = `${SCRIPT}<style>html { color-scheme: light dark }</style>`;
    await page.goto(site.page({ body: BUTTON, head }));
    const face = page.locator(".face");
    const ratio = async (): Promise<number> =>
      contrast(await colourOf(face, "color"), await colourOf(face, "background-color"));
    expect(await ratio()).toBeGreaterThan(7);
    await page.locator(".control").hover();
    expect(await ratio()).toBeGreaterThan(7);
    await page.mouse.down();
    expect(await ratio()).toBeGreaterThan(7);
  });

  test(`the text is 4.5:1 in the ${colorScheme} in every state`, async ({ page, site }) => {
    await page.emulateMedia({ colorScheme });
    await page.goto(
      site.page({ body: BUTTON, head: `${SCRIPT}<style>html { color-scheme: light dark }</style>` }),
    );
    const face = page.locator(".face");
    for (const act of [async () => {}, () => page.locator(".control").hover(), () => page.mouse.down()]) {
      await act();
      const ratio = contrast(await colourOf(face, "color"), await colourOf(face, "background-color"));
      expect(ratio).toBeGreaterThan(4.5);
    }
  });
}

test("D19 nothing moves", async ({ page, site }) => {
  await page.goto(site.page({ body: `${BUTTON}<moncomptepro-button busy></moncomptepro-button>` }));
  await page.locator(".control").first().hover();
  expect(await page.evaluate(() => document.getAnimations().length)).toBe(0);
});

test("D63 printed, it needs no background graphics and says where the help is", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  await page.emulateMedia({ media: "print" });
  expect(await colourOf(page.locator(".face"), "color")).toBe("#000000");
  expect(await colourOf(page.locator(".face"), "border-top-color")).toBe("#000000");
  const help = await page.locator(".help").evaluate((link) => getComputedStyle(link, "::after").content);
  expect(help).toContain("https://moncomptepro.beta.gouv.fr/");
  // On a dark page too: paper is white.
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.addStyleTag({ content: "html { color-scheme: dark }" });
  expect(await colourOf(page.locator(".help"), "color")).toBe("#000000");
});

test("a login under way can be seen: it is said where the help was, and nothing moves", async ({
  page,
  site,
}) => {
  await page.goto(site.page({ body: BUTTON }));
  const [host, status] = [page.locator("moncomptepro-button"), page.getByRole("status")];
  const before = await host.boundingBox();
  const help = await page.locator(".help").boundingBox();
  await host.evaluate((element) => element.toggleAttribute("busy"));
  await expect(page.locator(".help")).toBeHidden();
  const shown = await status.boundingBox();
  expect(shown?.width).toBeGreaterThan(100);
  expect(Math.abs((shown?.y ?? 0) - (help?.y ?? 99))).toBeLessThan(1);
  expect(await host.boundingBox()).toEqual(before);
  await expect(status).toHaveCSS("clip-path", "none");
  await host.evaluate((element) => element.toggleAttribute("busy"));
  await expect(page.locator(".help")).toBeVisible();
  await expect(status).toHaveCSS("width", "1px");
});

test("the help link has a sign that a new window opens, which is not read out", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  const sign = await page.locator(".help").evaluate((link) => getComputedStyle(link, "::after").content);
  expect(sign).toBe(`" \u2197\uFE0E" / ""`);
  await expect(page.locator(".help")).toHaveAccessibleName("Qu’est-ce que MonComptePro\u202F?");
});
