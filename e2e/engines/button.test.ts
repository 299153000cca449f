import { describe, expect } from "vitest";
import type { PageParts, Site } from "@moncomptepro/test-kit/button-site";
import { BUTTON, CONTROL, form, HELP, HOST, NAME, NOWHERE, SENT, SUBMIT } from "./button-page.js";
import { driven } from "./driven.js";
import { engines } from "./installed.js";
import type { Driver } from "./webdriver.js";
import { webkit } from "./webkit.js";

const busy = (driver: Driver): Promise<unknown> => driver.run(`return ${HOST}.busy`);

/** Opens a page that keeps the details of the events it hears. */
async function openPage(driver: Driver, site: Site, parts: PageParts): Promise<string> {
  const address = site.page(parts);
  await driver.open(address);
  await driver.run(`
    window.heard = [];
    document.addEventListener("moncomptepro-login", ({ detail }) => heard.push(detail));
  `);
  return address;
}
const heard = (driver: Driver): Promise<unknown> => driver.run("return heard.length");

/** Which part has the focus. */
const focused = (driver: Driver): Promise<unknown> =>
  driver.run(`
    const { activeElement: host } = document;
    const inside = host.shadowRoot?.activeElement;
    return inside ? inside.classList[0] : host.localName;
  `);

describe.each(engines)("$name", (engine) => {
  const test = driven(engine);

  test("D7 D29 two stops for Tab, button and help link, and none on the fallback", async ({
    driver,
    site,
  }) => {
    const body = `<moncomptepro-button><a href="/fallback">Login</a></moncomptepro-button><input>`;
    await openPage(driver, site, { body });
    const stops: unknown[] = [];
    for (const keys of [["Tab"], ["Tab"], ["Tab"], ["Shift", "Tab"], ["Shift", "Tab"]] as const) {
      await driver.press(...keys);
      stops.push(await focused(driver));
    }
    expect(stops).toEqual(["control", "help", "input", "help", "control"]);
    expect(await driver.run(`return ${HOST}.querySelector("a").getClientRects().length`)).toBe(0);
  });

  test("D8 Enter starts a login and Space doesn't; in a form both do", async ({ driver, site }) => {
    const address = await openPage(driver, site, { body: BUTTON });
    await driver.press("Tab");
    await driver.press("Space");
    expect(await driver.run("return [heard.length, location.href]")).toEqual([0, address]);
    await driver.press("Enter");
    await driver.arrive(`${site.origin}/auth/login`);
    for (const key of ["Space", "Enter"] as const) {
      await openPage(driver, site, { body: form(SUBMIT) });
      await driver.run(`${HOST}.focus()`);
      await driver.press(key);
      await driver.arrive(`${site.origin}/auth/login`);
    }
    expect(site.requests).toEqual([
      "GET /auth/login",
      `POST /auth/login ${SENT}`,
      `POST /auth/login ${SENT}`,
    ]);
  });

  test("D9 D10 D14 role and name are exact, and stay when it is busy", async ({ driver, site }) => {
    await openPage(driver, site, { body: BUTTON });
    const link = () => driver.announced(CONTROL);
    expect(await link()).toEqual(["link", NAME]);
    expect(await driver.announced(HELP)).toEqual(["link", "Qu’est-ce que MonComptePro\u202F?"]);
    await driver.run(`${HOST}.toggleAttribute("busy")`);
    expect(await link()).toEqual(["link", NAME]);
    await openPage(driver, site, { body: form(SUBMIT) });
    const button = () => driver.announced(`${HOST}.querySelector("button")`);
    expect(await button()).toEqual(["button", NAME]);
    await driver.run(`${HOST}.toggleAttribute("busy")`);
    expect(await button()).toEqual(["button", NAME]);
  });

  test("D13 disabled: a link or button still, that takes the focus and starts nothing", async ({
    driver,
    site,
  }) => {
    const disabled = "<moncomptepro-button disabled>";
    const bodies = [BUTTON, form(SUBMIT)].map((body) => body.replace("<moncomptepro-button>", disabled));
    for (const [index, body] of bodies.entries()) {
      const address = await openPage(driver, site, { body });
      const control = index === 0 ? CONTROL : `${HOST}.querySelector("button")`;
      expect(await driver.announced(control)).toEqual([index === 0 ? "link" : "button", NAME]);
      await driver.run("document.querySelector('[name=siret_hint]')?.focus()");
      await driver.press("Tab");
      expect(await focused(driver)).toBe(index === 0 ? "control" : "button");
      await driver.press("Enter");
      await driver.press("Space");
      await driver.point(CONTROL);
      expect(await driver.run("return [heard.length, location.href]")).toEqual([0, address]);
    }
    expect(site.requests).toEqual([]);
  });

  test.for<[mode: string, body: string, request: string]>([
    ["link", BUTTON, "GET /auth/login"],
    ["form", form(SUBMIT), `POST /auth/login ${SENT}`],
  ])(
    "D45 three clicks on a slow server are one request and one event: %s",
    async ([, body, request], { driver, site }) => {
      await openPage(driver, site, { body });
      await driver.run(
        "document.addEventListener('moncomptepro-login', () => navigator.sendBeacon('/heard'))",
      );
      site.loginWaits = driver.point(CONTROL, { clicks: 3 });
      await driver.arrive(`${site.origin}/auth/login`);
      expect(site.requests.toSorted()).toEqual([request, "POST /heard"].toSorted());
    },
  );

  test("D46 the guard lets go on Escape, on reset() and when the click is cancelled", async ({
    driver,
    site,
  }) => {
    await openPage(driver, site, { body: NOWHERE });
    const start = async (): Promise<void> => {
      await driver.point(CONTROL);
      await expect.poll(() => busy(driver)).toBe(true);
    };
    await start();
    await driver.press("Escape");
    await expect.poll(() => busy(driver)).toBe(false);
    await start();
    await driver.run(`${HOST}.reset()`);
    expect(await busy(driver)).toBe(false);
    await driver.run("addEventListener('click', (event) => event.preventDefault())");
    await driver.point(CONTROL);
    await expect.poll(() => heard(driver)).toBe(3);
    await expect.poll(() => busy(driver)).toBe(false);
    expect(site.requests).toEqual(["GET /auth/nothing", "GET /auth/nothing"]);
  });

  test("D48 Control and the middle button open the login in another tab", async ({ driver, site, skip }) => {
    skip(
      engine === webkit,
      "Driven, WebKitGTK’s browser opens no tab, and its driver releases the left button only.",
    );
    const address = await openPage(driver, site, { body: BUTTON });
    const [own = ""] = await driver.tabs();
    for (const way of [{ holding: "Control" }, { button: 1 }] as const) {
      await driver.point(CONTROL, way);
      await expect.poll(async () => (await driver.tabs()).length).toBe(2);
      await driver.switchTo((await driver.tabs()).find((tab) => tab !== own) ?? "");
      await driver.arrive(`${site.origin}/auth/login`);
      await driver.closeTab();
      await driver.switchTo(own);
      expect(await busy(driver)).toBe(false);
    }
    expect(await driver.run("return [heard.length, location.href]")).toEqual([2, address]);
    expect(site.requests).toEqual(["GET /auth/login", "GET /auth/login"]);
  });

  test("D48 a click with a modifier is an event, and no lock", async ({ driver, site }) => {
    // Cancelled once the button had its say: the windows that engines open would get into each other's way.
    for (const [type, body] of [
      ["click", BUTTON],
      ["submit", form(SUBMIT)],
    ] as const) {
      await openPage(driver, site, { body });
      await driver.run(`
        window.locks = [];
        addEventListener("${type}", (event) => {
          locks.push(${HOST}.busy);
          event.preventDefault();
        });
      `);
      for (const holding of ["Control", "Meta", "Shift"] as const) await driver.point(CONTROL, { holding });
      await driver.point(CONTROL);
      await expect
        .poll(() => driver.run("return [heard.length, locks]"))
        .toEqual([4, [false, false, false, true]]);
    }
  });

  test("D49 preventDefault() on the event stops the login and leaves the button ready", async ({
    driver,
    site,
  }) => {
    for (const body of [BUTTON, form(SUBMIT)]) {
      const address = await openPage(driver, site, { body });
      await driver.run("addEventListener('moncomptepro-login', (event) => event.preventDefault())");
      await driver.point(CONTROL);
      await driver.point(CONTROL);
      await expect.poll(() => heard(driver)).toBe(2);
      expect([await busy(driver), await driver.url()]).toEqual([false, address]);
    }
    expect(site.requests).toEqual([]);
  });

  test("D50 click() and focus() of the element are those of its control", async ({ driver, site }) => {
    await openPage(driver, site, { body: BUTTON });
    await driver.run(`${HOST}.focus()`);
    expect(await focused(driver)).toBe("control");
    await driver.run(`${HOST}.click()`);
    await driver.arrive(`${site.origin}/auth/login`);
    expect(site.requests).toEqual(["GET /auth/login"]);
  });

  test("D51 a click, or Enter in a field, sends the form with its fields and the submitter", async ({
    driver,
    site,
  }) => {
    for (const act of [
      () => driver.point(CONTROL),
      () => driver.type("[name=siret_hint]", "\uE007"),
      () => driver.run(`${HOST}.click()`),
    ]) {
      await openPage(driver, site, { body: form(SUBMIT) });
      await act();
      await driver.arrive(`${site.origin}/auth/login`);
    }
    expect(site.requests).toEqual(Array.from({ length: 3 }, () => `POST /auth/login ${SENT}`));
  });

  test("D51 a form that isn't valid, or a disabled fieldset, starts and locks nothing", async ({
    driver,
    site,
  }) => {
    for (const body of [
      form(SUBMIT).replace('<input name="siret_hint"', "$& required"),
      form(`<fieldset disabled>${SUBMIT}</fieldset>`),
    ]) {
      const address = await openPage(driver, site, { body });
      await driver.point(CONTROL);
      expect([await heard(driver), await busy(driver), await driver.url()]).toEqual([0, false, address]);
    }
    expect(site.requests).toEqual([]);
  });
});
