import { describe, expect } from "vitest";
import { driven } from "./driven.js";
import { engines } from "./installed.js";
import type { Driver } from "./webdriver.js";

const SCRIPT = `<script type="module" src="/dist/moncomptepro-elements.js"></script>`;
const ACCOUNT = `<moncomptepro-account name="Claire Martin" email="claire.martin@mairie.example"
  organization="Commune de Sainte-Exemple" siret="21990001600011" organization-href="/auth/nothing"
  logout-action="/auth/nothing"></moncomptepro-account>`;
const SECOND = ACCOUNT.replace("Claire Martin", "Paul Durand");

const part = (selector: string, index = 0): string =>
  `document.querySelectorAll("moncomptepro-account")[${index}].shadowRoot.querySelector("${selector}")`;

/** Which of the panels are open. */
const open = (driver: Driver): Promise<unknown> =>
  driver.run(`return [...document.querySelectorAll("moncomptepro-account")].map(({ shadowRoot }) =>
    shadowRoot.querySelector(".panel").matches(":popover-open"))`);
/** Class, or name, of what has the focus. */
const focused = (driver: Driver): Promise<unknown> =>
  driver.run(`const inside = document.activeElement.shadowRoot?.activeElement;
    return inside ? inside.className || inside.localName : document.activeElement.localName`);

describe.each(engines)("$name", (engine) => {
  const test = driven(engine);

  test("opens and closes by keyboard and by mouse, one at a time", async ({ driver, site }) => {
    await driver.open(
      site.page({ head: SCRIPT, body: `${ACCOUNT}${SECOND}<p style="margin-top: 400px">Below</p>` }),
    );
    expect(await driver.announced(part(".trigger"))).toEqual([
      "button",
      "Mon compte\u202F: Claire Martin Commune de Sainte-Exemple",
    ]);
    await driver.run(`document.querySelector("moncomptepro-account").focus()`);
    await driver.press("Enter");
    expect(await open(driver)).toEqual([true, false]);
    await driver.run(`${part(".actions button")}.focus()`);
    await driver.press("Escape");
    expect([await open(driver), await focused(driver)]).toEqual([[false, false], "trigger"]);
    await driver.point(part(".trigger"));
    await expect.poll(() => open(driver)).toEqual([true, false]);
    await driver.run(`${part(".trigger", 1)}.click()`);
    await expect.poll(() => open(driver)).toEqual([false, true]);
    await driver.point(`document.querySelector("p")`);
    await expect.poll(() => open(driver)).toEqual([false, false]);
    await driver.point(part(".trigger"));
    await expect.poll(() => open(driver)).toEqual([true, false]);
    await driver.point(part(".trigger"));
    await expect.poll(() => open(driver)).toEqual([false, false]);
  });

  test("what opens stands under its button, on top of everything", async ({ driver, site }) => {
    const head = `${SCRIPT}<style>main { overflow: hidden; height: 70px; position: relative; z-index: 0; text-align: end }
      i { position: fixed; inset: 0; background: #fff; pointer-events: none; z-index: 99 }</style>`;
    await driver.open(site.page({ head, body: `${ACCOUNT}<i></i>` }));
    await driver.run(`${part(".trigger")}.click()`);
    const placed = `
      const [from, to] = [${part(".trigger")}, ${part(".panel")}].map((each) => each.getBoundingClientRect());
      return [Math.round(to.right - from.right), Math.round(to.top - from.bottom),
        document.elementFromPoint(to.left + to.width / 2, to.bottom - 20).localName]`;
    await expect.poll(() => driver.run(placed)).toEqual([0, 8, "moncomptepro-account"]);
  });

  test("two clicks on a slow server are one logout", async ({ driver, site }) => {
    await driver.open(site.page({ head: SCRIPT, body: ACCOUNT }));
    await driver.point(part(".trigger"));
    await expect.poll(() => open(driver)).toEqual([true]);
    await driver.point(part(".actions button"), { clicks: 2 });
    await expect.poll(() => site.requests).toEqual(["POST /auth/nothing"]);
    expect(await driver.run(`return ${part(".actions button")}.textContent.trim()`)).toBe(
      "Déconnexion en cours…",
    );
  });
});
