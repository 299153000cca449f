import { describe, expect } from "vitest";
import { BUTTON, CONTROL, FACE, form, HELP, HOST, SUBMIT } from "./button-page.js";
import { driven } from "./driven.js";
import { engines } from "./installed.js";

describe.each(engines)("$name", (engine) => {
  const test = driven(engine);

  test("a login under way can be seen: it is said where the help was", async ({ driver, site }) => {
    await driver.open(site.page({ body: BUTTON }));
    const seen = `
      const status = ${HOST}.shadowRoot.querySelector(".status");
      return [status.getBoundingClientRect().width > 100, getComputedStyle(${HELP}).visibility, status.textContent]`;
    expect(await driver.run(seen)).toEqual([false, "visible", ""]);
    await driver.run(`${HOST}.toggleAttribute("busy")`);
    await expect.poll(() => driver.run(seen)).toEqual([true, "hidden", "Connexion en cours…"]);
  });

  test("D51 a submit control that an editor wrapped is found, clicked and focused", async ({
    driver,
    site,
  }) => {
    const wrapped =
      "<moncomptepro-button><p><strong><button>Login</button></strong></p></moncomptepro-button>";
    await driver.open(site.page({ body: form(wrapped) }));
    const box = (part: string): string =>
      `(({ width, height }) => [width, height])(${part}.getBoundingClientRect())`;
    const [face, button] = (await driver.run(
      `return [${box(FACE)}, ${box(`${HOST}.querySelector("button")`)}]`,
    )) as unknown[];
    expect(button).toEqual(face);
    await driver.run(`document.querySelector("[name=siret_hint]").focus()`);
    await driver.press("Tab");
    const ring = `return getComputedStyle(${HOST}.querySelector("p")).outlineStyle`;
    expect(await driver.run(ring)).toBe("solid");
    await driver.press("Tab");
    expect(await driver.run(ring)).toBe("none");
    await driver.point(CONTROL);
    await driver.arrive(`${site.origin}/auth/login`);
  });

  test("D42 where the policy of the page forbids the form, the element says why and is ready", async ({
    driver,
    site,
  }) => {
    const headers = { "content-security-policy": "form-action 'none'" };
    await driver.open(site.page({ body: form(SUBMIT), headers }));
    await driver.run("window.lines = []; window.console.warn = (line) => window.lines.push(line)");
    await driver.point(CONTROL);
    await expect
      .poll(() => driver.run(`return [window.lines, ${HOST}.hasAttribute("busy")]`))
      .toEqual([["<moncomptepro-button>: form-action blocks the login"], false]);
    expect(site.requests).toEqual([]);
  });

  test("a mark in the slot “logo” keeps its size, and in another document all keeps its look", async ({
    driver,
    site,
  }) => {
    const body = `<moncomptepro-button><svg slot="logo" viewBox="0 0 55 48"></svg></moncomptepro-button><iframe></iframe>`;
    await driver.open(site.page({ body }));
    const mark = `(({ width, height }) => [Math.round(width), Math.round(height)])(document.querySelector("svg").getBoundingClientRect())`;
    expect(await driver.run(`return ${mark}`)).toEqual([55, 48]);
    const colours = `
      const target = document.querySelector("iframe").contentDocument;
      target.body.append(${HOST}, document.createElement("moncomptepro-button"));
      return [...target.querySelectorAll("moncomptepro-button")].map((element) =>
        element.updateComplete.then(() => target.defaultView.getComputedStyle(element.shadowRoot.querySelector(".face")).backgroundColor))`;
    expect(await driver.run(`return Promise.all((() => {${colours}})())`)).toEqual([
      "rgb(0, 0, 145)",
      "rgb(0, 0, 145)",
    ]);
  });
});
