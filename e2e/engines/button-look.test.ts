import { describe, expect } from "vitest";
import { SCRIPT } from "@moncomptepro/test-kit/button-site";
import { BUTTON, CONTROL, FACE, form, HELP, HOST, SUBMIT } from "./button-page.js";
import { driven } from "./driven.js";
import { engines } from "./installed.js";
import { webkit } from "./webkit.js";

/** The tokens of DSFR 1.15 that the button uses, as its style sheet declares them. */
const DSFR = `<style>
  :root { --background-action-high-blue-france: #000091; --text-inverted-blue-france: #f5f5fe;
    --text-action-high-blue-france: #000091; }
  :root[data-fr-theme=dark] { --background-action-high-blue-france: #8585f6; --text-inverted-blue-france: #000091;
    --text-action-high-blue-france: #8585f6; }
</style>`;
const BLUE = "rgb(0, 0, 145)";
const LIGHT = [BLUE, "rgb(245, 245, 254)", BLUE];
const DARK = ["rgb(133, 133, 246)", BLUE, "rgb(133, 133, 246)"];
/** Colours of the face, its text and the help link. */
const COLOURS = `return [getComputedStyle(${FACE}).backgroundColor, getComputedStyle(${FACE}).color,
  getComputedStyle(${HELP}).color]`;

describe.each(engines)("$name", (engine) => {
  const test = driven(engine);

  test("D2 D4 with DSFR's tokens it follows the theme, also when it is switched", async ({
    driver,
    site,
  }) => {
    await driver.open(site.page({ body: BUTTON, head: DSFR + SCRIPT }));
    expect(await driver.run(COLOURS)).toEqual(LIGHT);
    await driver.run("document.documentElement.dataset.frTheme = 'dark'");
    expect(await driver.run(COLOURS)).toEqual(DARK);
  });

  test("D3 the dark look follows the page's color-scheme", async ({ driver, site }) => {
    const head = `${SCRIPT}<style>html { color-scheme: light dark } .dark { color-scheme: dark }</style>`;
    await driver.open(site.page({ body: BUTTON, head }));
    expect(await driver.run(COLOURS)).toEqual(LIGHT);
    await driver.run("document.querySelector('main').className = 'dark'");
    expect(await driver.run(COLOURS)).toEqual(DARK);
  });

  test("D15 the ring shows for the keyboard, 2 px off, and not for the mouse", async ({ driver, site }) => {
    const cancel = `addEventListener("moncomptepro-login", (event) => event.preventDefault())`;
    for (const [body, control] of [
      [BUTTON, CONTROL],
      [form(SUBMIT), `${HOST}.querySelector("button")`],
    ] as const) {
      await driver.open(site.page({ body }));
      await driver.run(`${cancel}; document.querySelector("[name=siret_hint]")?.focus()`);
      const ring = `const { outlineColor, outlineStyle, outlineWidth, outlineOffset } = getComputedStyle(${control});
        return outlineStyle === "none" || outlineWidth === "0px" ? "none"
          : [outlineColor, outlineStyle, outlineWidth, outlineOffset]`;
      await driver.press("Tab");
      expect(await driver.run(ring)).toEqual(["rgb(10, 118, 246)", "solid", "2px", "2px"]);
      await driver.run("document.activeElement.blur()");
      await driver.point(CONTROL);
      expect(await driver.run(`return ${control}.matches(":focus")`)).toBe(true);
      expect(await driver.run(ring)).toBe("none");
    }
  });

  test("D21 320 px wide, with a font twice as large: no sideways scroll, nothing clipped", async ({
    driver,
    site,
  }) => {
    const head = `${SCRIPT}<style>html { font-size: 200% }</style>`;
    const inner = site.page({
      body: BUTTON + form(SUBMIT) + `<div style="display: flex">${BUTTON}</div>`,
      head,
    });
    await driver.open(site.page({ body: `<iframe width="320" height="600" src="${inner}"></iframe>` }));
    const found = await driver.run(`
      const { contentDocument: page } = document.querySelector("iframe");
      const clipped = [...page.querySelectorAll("moncomptepro-button")].flatMap((button) => {
        const outer = button.getBoundingClientRect();
        return [...button.shadowRoot.querySelectorAll(".control, .face, .label, .label > *, .help")]
          .filter((part) => {
            const box = part.getBoundingClientRect();
            return box.left < outer.left - 1 || box.right > outer.right + 1 || box.bottom > outer.bottom + 1;
          })
          .map((part) => part.className || part.localName);
      });
      const label = page.querySelector("moncomptepro-button").shadowRoot.querySelector(".label");
      return [page.documentElement.clientWidth >= page.documentElement.scrollWidth, clipped,
        page.defaultView.getComputedStyle(label).fontSize];
    `);
    expect(found).toEqual([true, [], "34px"]);
  });

  test("D23 right to left: mark and help start on the right, French stays left to right", async ({
    driver,
    site,
  }) => {
    await driver.open(site.page({ html: `lang="fr" dir="rtl"`, body: BUTTON }));
    const found = await driver.run(`
      const part = (selector) => ${HOST}.shadowRoot.querySelector(selector);
      const [mark, label, control, help] = [".mark", ".label", ".control", ".help"].map((selector) =>
        part(selector).getBoundingClientRect());
      return [mark.left >= label.right, Math.round(help.right - control.right),
        getComputedStyle(part(".help")).direction, getComputedStyle(part(".label b")).direction];
    `);
    expect(found).toEqual([true, 0, "ltr", "ltr"]);
  });

  test("D25 what the page hands down has no effect inside", async ({ driver, site }) => {
    const css = `body { font: italic 900 40px/3 fantasy; letter-spacing: 9px; word-spacing: 9px; text-indent: 50px;
      text-transform: uppercase; text-align: center; white-space: nowrap; text-shadow: 1px 1px red; color: lime }`;
    const look = async (head: string): Promise<unknown> => {
      await driver.open(site.page({ body: BUTTON, head }));
      return driver.run(`
        return [".face", ".label", ".label b", ".help"].map((selector) => {
          const part = ${HOST}.shadowRoot.querySelector(selector);
          const { width, height } = part.getBoundingClientRect();
          const style = getComputedStyle(part);
          return [Math.round(width), Math.round(height), ...["font", "color", "letterSpacing", "wordSpacing", "textTransform", "textIndent",
            "textAlign", "textShadow", "textDecorationLine", "whiteSpace", "visibility"].map((name) => style[name])];
        });
      `);
    };
    expect(await look(`${SCRIPT}<style>${css}</style>`)).toEqual(await look(SCRIPT));
  });
});

describe.each(engines)("$name, where dark is preferred,", (engine) => {
  const test = driven(engine, { colours: "dark" });

  test("D3 the dark look is for pages that declare it", async ({ driver, site }) => {
    await driver.open(site.page({ body: BUTTON }));
    expect(await driver.run("return matchMedia('(prefers-color-scheme: dark)').matches")).toBe(true);
    expect(await driver.run(COLOURS)).toEqual(LIGHT);
    await driver.run("document.documentElement.style.colorScheme = 'light dark'");
    expect(await driver.run(COLOURS)).toEqual(DARK);
  });
});

describe.each(engines)("$name, with colours overridden,", (engine) => {
  const test = driven(engine, { colours: engine === webkit ? "light" : "forced" });

  test("D17 D64 it has a border, a ring, and a mark in the colour of the text", async ({
    driver,
    site,
    skip,
  }) => {
    skip(engine === webkit, "WebKitGTK has no forced colours.");
    await driver.open(site.page({ body: `${BUTTON}<moncomptepro-button disabled></moncomptepro-button>` }));
    expect(await driver.run("return matchMedia('(forced-colors: active)').matches")).toBe(true);
    await driver.press("Tab");
    const found = await driver.run(`
      const [face, mark, disabled, control] = [${FACE}, ${HOST}.shadowRoot.querySelector("svg"),
        document.querySelectorAll("moncomptepro-button")[1].shadowRoot.querySelector(".face"), ${CONTROL}].map((part) =>
          getComputedStyle(part));
      return [face.color, face.backgroundColor, face.borderTopColor, face.borderTopWidth, mark.stroke, disabled.color,
        control.outlineStyle, control.outlineColor];
    `);
    const [text, background, grey] = (await driver.run(`
      return ["LinkText", "Canvas", "GrayText"].map((colour) => {
        document.body.style.color = colour;
        return getComputedStyle(document.body).color;
      });
    `)) as string[];
    expect(found).toEqual([text, background, text, "1px", text, grey, "solid", text]);
  });
});
