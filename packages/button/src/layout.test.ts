import type { Page } from "@playwright/test";
import { expect, SCRIPT, test } from "../test/site.js";

const BUTTON = "<moncomptepro-button></moncomptepro-button>";
const FORM = `<form action="/auth/login" method="post"><moncomptepro-button><button>S'identifier</button></moncomptepro-button></form>`;

const style = (text: string): string => `${SCRIPT}<style>${text}</style>`;

/** Parts of the button whose content is larger than their box, or that reach out of the button. */
function clipped(page: Page): Promise<string[]> {
  return page.locator("moncomptepro-button").evaluateAll((buttons) =>
    buttons.flatMap((button) => {
      const outer = button.getBoundingClientRect();
      const parts = [
        ...(button.shadowRoot?.querySelectorAll(".control, .face, .label, .label > *, .help") ?? []),
      ];
      return parts
        .filter((part) => {
          const box = part.getBoundingClientRect();
          const inside =
            box.left >= outer.left - 1 && box.right <= outer.right + 1 && box.bottom <= outer.bottom + 1;
          return !inside || (part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 0);
        })
        .map((part) => part.className || part.localName);
    }),
  );
}

const pageWidth = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);

test("D20 targets are large enough", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON + FORM }));
  for (const control of [page.locator("a.control").first(), page.getByRole("button")]) {
    const box = await control.boundingBox();
    expect(box?.width).toBeGreaterThanOrEqual(44);
    expect(box?.height).toBeGreaterThanOrEqual(54);
  }
  expect((await page.locator(".help").first().boundingBox())?.height).toBeGreaterThanOrEqual(24);
});

test("D21 320 px wide, and with a font twice as large: no sideways scroll, nothing clipped", async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 320, height: 600 });
  const row = `<div style="display:flex">${BUTTON}</div>`;
  await page.goto(site.page({ body: BUTTON + FORM + row }));
  expect(await pageWidth(page)).toBe(320);
  expect(await clipped(page)).toEqual([]);
  await page.addStyleTag({ content: "html { font-size: 200% }" });
  expect(await pageWidth(page)).toBe(320);
  expect(await clipped(page)).toEqual([]);
  expect(
    await page
      .locator(".label")
      .first()
      .evaluate((label) => getComputedStyle(label).fontSize),
  ).toBe("34px");
});

test("D21 the brand’s name breaks between MonCompte and Pro only, and 13 pixels lie under the button", async ({
  page,
  site,
}) => {
  await page.goto(site.page({ body: BUTTON }));
  const [control, help] = [
    await page.locator(".control").boundingBox(),
    await page.locator(".help").boundingBox(),
  ];
  expect((help?.y ?? 0) - (control?.y ?? 0) - (control?.height ?? 0)).toBeCloseTo(13, 0);
  // Which letters begin a line, in every width that the name fits in.
  const lines = await page.locator("moncomptepro-button").evaluate((host) => {
    const name = host.shadowRoot?.querySelector(".label b");
    const found = new Set<string>();
    for (let width = 300; width > 140; width -= 1) {
      host.style.width = `${width}px`;
      const walker = document.createTreeWalker(name ?? host, NodeFilter.SHOW_TEXT);
      let top: number | undefined;
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        for (let index = 0; index < (text.textContent ?? "").length; index++) {
          const range = document.createRange();
          range.setStart(text, index);
          range.setEnd(text, index + 1);
          const { y } = range.getBoundingClientRect();
          if (top !== undefined && y > top + 5) found.add(text.textContent?.slice(index) ?? "");
          top = y;
        }
      }
    }
    return [...found];
  });
  expect(lines).toEqual(["Pro"]);
});

test("D22 the text spacing of WCAG 1.4.12 clips nothing", async ({ page, site }) => {
  const spacing =
    "line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important";
  await page.goto(site.page({ body: BUTTON + FORM, head: style(`* { ${spacing} }`) }));
  expect(await clipped(page)).toEqual([]);
  await page.locator("moncomptepro-button").evaluateAll((buttons, rules) => {
    for (const { shadowRoot } of buttons) {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`* { ${rules} }`);
      shadowRoot?.adoptedStyleSheets.push(sheet);
    }
  }, spacing);
  await expect(page.locator(".label").first()).toHaveCSS("letter-spacing", "2.04px");
  expect(await clipped(page)).toEqual([]);
});

test("D23 right to left: mark and help start on the right, French stays left to right", async ({
  page,
  site,
}) => {
  await page.goto(site.page({ html: `lang="fr" dir="rtl"`, body: BUTTON }));
  const [mark, label, control, help] = await Promise.all(
    [".mark", ".label", ".control", ".help"].map((part) => page.locator(part).boundingBox()),
  );
  if (!mark || !label || !control || !help) throw new Error("A part isn't laid out.");
  expect(mark.x).toBeGreaterThan(label.x + label.width);
  expect(help.x + help.width).toBeCloseTo(control.x + control.width, 0);
  await expect(page.locator(".help")).toHaveCSS("direction", "ltr");
  await expect(page.locator(".label b")).toHaveCSS("direction", "ltr");
});

test("D24 a long translation wraps and the button grows", async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  await page.goto(site.page({ html: `lang="de"`, body: BUTTON }));
  const before = await page.locator(".control").boundingBox();
  await page.evaluate(() => {
    const element = customElements.get("moncomptepro-button") as unknown as {
      registerLocale(language: string, texts: Record<string, string>): void;
    };
    const action = "Mit Ihrem beruflichen Zugang anmelden über";
    element.registerLocale("de", { action, help: "{brand}?", newWindow: "", busy: "", disabled: "" });
  });
  await expect(page.locator(".label")).toContainText("Mit Ihrem");
  const after = await page.locator(".control").boundingBox();
  expect(after?.height).toBeGreaterThan((before?.height ?? 0) + 10);
  expect(await pageWidth(page)).toBe(320);
  expect(await clipped(page)).toEqual([]);
});

const hostile = {
  "all: unset": "* { all: unset } head, style, script { display: none }",
  "a reset":
    "*, ::before { margin: 0; padding: 0; border: 0 solid; font: inherit } a { color: inherit } button { background: none; opacity: .01 }",
  "hidden buttons":
    "button { display: none !important; visibility: hidden !important } a, span, b, p { display: none !important }",
  "inherited text styles": `body { font: italic 900 40px/3 fantasy; letter-spacing: 9px; word-spacing: 9px; text-transform: uppercase;
    text-indent: 50px; text-align: center; white-space: nowrap; text-shadow: 1px 1px red; color: lime; cursor: wait }`,
};
for (const [name, css] of Object.entries(hostile)) {
  test(`D25 the page's style has no effect inside: ${name}`, async ({ page, site }) => {
    // Each button has a place of its own, so that the page's style moves nothing by a fraction of a pixel.
    const placed = [BUTTON, FORM].map((html, index) =>
      html.replace(
        "<moncomptepro-button",
        `$& style="position: absolute; left: 20px; top: ${20 + index * 200}px"`,
      ),
    );
    const pictures = async (head: string): Promise<string[]> => {
      await page.goto(site.page({ body: placed.join(""), head }));
      const faces = await page.locator(".face, .help").all();
      return Promise.all(faces.map(async (part) => (await part.screenshot()).toString("base64")));
    };
    const [plain, styled] = [await pictures(SCRIPT), await pictures(style(css))];
    expect(plain).toHaveLength(4);
    expect(styled.map((picture, index) => picture === plain[index])).toEqual([true, true, true, true]);
    await page.goto(site.page({ body: FORM, head: style(css) }));
    await page.getByRole("button").click();
    await page.waitForURL("**/auth/login");
  });
}

test("D25 with a root font of 62.5 % the text stays 16 px", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON, head: style("html { font-size: 62.5% }") }));
  await expect(page.locator(".group")).toHaveCSS("font-size", "16px");
});

test("D26 hidden hides; flex and grid parents don't stretch the button", async ({ page, site }) => {
  const body = `<moncomptepro-button hidden></moncomptepro-button>
    <div style="display: flex; flex-direction: column">${BUTTON}</div><div style="display: grid">${BUTTON}</div>
    <div style="display: flex; width: 300px">${BUTTON}<p>${"many words ".repeat(30)}</p></div>${BUTTON}`;
  await page.goto(site.page({ body }));
  await expect(page.locator("moncomptepro-button").first()).toBeHidden();
  const widths = await page
    .locator("moncomptepro-button:not([hidden])")
    .evaluateAll((buttons) =>
      buttons.map((button) => button.shadowRoot?.querySelector(".control")?.getBoundingClientRect().width),
    );
  expect(new Set(widths).size).toBe(1);
  expect(widths[0]).toBeLessThan(260);
});
