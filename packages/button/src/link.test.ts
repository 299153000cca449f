import type { JSHandle, Page } from "@playwright/test";
import { clickThrice, expect, test } from "../test/site.js";

const BUTTON = "<moncomptepro-button></moncomptepro-button>";

/** A login that leaves the person on the page. */
const NOWHERE = `<moncomptepro-button href="/auth/nothing"></moncomptepro-button>`;

/** The details of the events the document hears from now on. */
function loginEvents(page: Page): Promise<JSHandle<unknown[]>> {
  return page.evaluateHandle(() => {
    const heard: unknown[] = [];
    document.addEventListener("moncomptepro-login", (event) => heard.push(event.detail));
    return heard;
  });
}

const host = (page: Page) => page.locator("moncomptepro-button");

test("the address: own, else the slotted link's, else /auth/login", async ({ page, site }) => {
  const link = `<a href="/slotted">Login</a>`;
  await page.goto(
    site.page({
      body: `<moncomptepro-button href="/own">${link}</moncomptepro-button>
        <moncomptepro-button>${link}</moncomptepro-button>${BUTTON}`,
    }),
  );
  const addresses = page.locator(".control");
  await expect(addresses.nth(0)).toHaveAttribute("href", "/own");
  await expect(addresses.nth(1)).toHaveAttribute("href", "/slotted");
  await expect(addresses.nth(2)).toHaveAttribute("href", "/auth/login");
  await host(page)
    .nth(0)
    .evaluate((element) => element.removeAttribute("href"));
  await expect(addresses.nth(0)).toHaveAttribute("href", "/slotted");
});

test("D45 three clicks on a slow server are one request and one event", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  const heard: string[] = [];
  page.on("console", (message) => heard.push(message.text()));
  await page.evaluate(() => document.addEventListener("moncomptepro-login", () => console.log("login")));
  await clickThrice(page, site, page.locator(".control"));
  expect(heard).toEqual(["login"]);
  expect(site.requests).toEqual(["GET /auth/login"]);
});

test("D46 the guard lets go by itself after ten seconds", async ({ page, site }) => {
  await page.clock.install();
  await page.goto(site.page({ body: NOWHERE }));
  await page.locator(".control").click();
  await expect(host(page)).toHaveAttribute("busy");
  await page.clock.fastForward(5_000);
  await expect(host(page)).toHaveAttribute("busy");
  await page.clock.fastForward(5_200);
  await expect(host(page)).not.toHaveAttribute("busy");
  await expect(page.locator(".control")).toHaveAttribute("aria-disabled", "false");
});

test("D46 the guard lets go on Escape and on reset()", async ({ page, site }) => {
  await page.goto(site.page({ body: NOWHERE }));
  const release = [
    () => page.keyboard.press("Escape"),
    () => host(page).evaluate((element) => (element as HTMLElementTagNameMap["moncomptepro-button"]).reset()),
  ];
  for (const act of release) {
    await page.locator(".control").click();
    await expect(host(page)).toHaveAttribute("busy");
    await act();
    await expect(host(page)).not.toHaveAttribute("busy");
  }
  expect(site.requests).toEqual(["GET /auth/nothing", "GET /auth/nothing"]);
});

test("D46 the guard lets go when another listener cancels the click", async ({ page, site }) => {
  const address = site.page({ body: BUTTON });
  await page.goto(address);
  await page.evaluate(() => document.addEventListener("click", (event) => event.preventDefault()));
  await page.locator(".control").click();
  await expect(host(page)).not.toHaveAttribute("busy");
  expect(page.url()).toBe(address);
});

test("D48 modified clicks stay the browser's: an event each, no lock", async ({ page, site, context }) => {
  await page.goto(site.page({ body: BUTTON }));
  const events = await loginEvents(page);
  const ways = [{ modifiers: ["ControlOrMeta"] }, { button: "middle" }, { modifiers: ["Shift"] }] as const;
  for (const way of ways) {
    const opened = context.waitForEvent("page");
    await page.locator(".control").click(way as Parameters<ReturnType<Page["locator"]>["click"]>[0]);
    await (await opened).close();
    await expect(host(page)).not.toHaveAttribute("busy");
  }
  await page.locator(".control").click({ button: "right" });
  const told = { mode: "link", href: "/auth/login", newTab: true };
  expect(await events.jsonValue()).toEqual([told, told, told]);
});

test("D49 preventDefault() on the event stops the login and leaves the button ready", async ({
  page,
  site,
}) => {
  const address = site.page({ body: BUTTON });
  await page.goto(address);
  const events = await loginEvents(page);
  await page.evaluate(() =>
    document.addEventListener("moncomptepro-login", (event) => event.preventDefault()),
  );
  await page.locator(".control").click();
  await page.locator(".control").click({ button: "middle" });
  await page.locator(".control").click();
  expect(await events.jsonValue()).toHaveLength(3);
  await expect(host(page)).not.toHaveAttribute("busy");
  expect(page.url()).toBe(address);
  expect(page.context().pages()).toHaveLength(1);
});

test("D50 the click is native and heard once; click() and focus() of the element work", async ({
  page,
  site,
}) => {
  await page.goto(site.page({ body: BUTTON }));
  const clicks = await page.evaluateHandle(() => {
    const heard: unknown[] = [];
    document.querySelector("moncomptepro-button")?.addEventListener("click", (event) => {
      heard.push([event.isTrusted, event.detail, event.altKey, event.composed]);
      event.preventDefault();
    });
    return heard;
  });
  await page.locator(".control").click({ modifiers: ["Alt"] });
  expect(await clicks.jsonValue()).toEqual([[true, 1, true, true]]);
  await host(page).evaluate((element) => element.focus());
  await expect(page.locator(".control")).toBeFocused();
  await host(page).evaluate((element: HTMLElement) => element.click());
  expect(await clicks.jsonValue()).toHaveLength(2);
});

test("the event leaves the shadow roots the button is in", async ({ page, site }) => {
  await page.goto(site.page({ body: "<div></div>" }));
  const events = await loginEvents(page);
  await page.locator("div").evaluate((node, html) => {
    node.attachShadow({ mode: "open" }).innerHTML = html;
  }, NOWHERE);
  await page.locator(".control").click();
  await expect(host(page)).toHaveAttribute("busy");
  expect(await events.jsonValue()).toEqual([{ mode: "link", href: "/auth/nothing" }]);
});

test("the help link starts nothing", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  const events = await loginEvents(page);
  await page.evaluate(() => document.addEventListener("click", (event) => event.preventDefault()));
  await page.locator(".help").click();
  expect(await events.jsonValue()).toEqual([]);
});

test("D57 moved, cloned and adopted, it works and leaves no listener behind", async ({ page, site }) => {
  await page.goto(site.page({ body: `${BUTTON}<div></div>` }));
  const counts = await page.evaluate(() => {
    const listening = new Set<unknown>();
    for (const target of [window, document]) {
      const add = target.addEventListener.bind(target);
      target.addEventListener = (type: string, listener: EventListener, options: AddEventListenerOptions) => {
        listening.add(listener);
        options.signal?.addEventListener("abort", () => listening.delete(listener));
        add(type, listener, options);
      };
    }
    const element = document.querySelector("moncomptepro-button");
    const place = document.querySelector("div");
    if (!element || !place) throw new Error("The page isn't as expected.");
    const after: number[] = [];
    for (let times = 0; times < 100; times++) {
      place.append(element);
      after.push(listening.size);
    }
    element.remove();
    after.push(listening.size);
    place.append(element.cloneNode(true));
    return [after[0], after[99], after[100]];
  });
  expect(counts).toEqual([4, 4, 0]);
  await page.locator("div .control").click();
  await page.waitForURL("**/auth/login");
});

test("D58 attributes and properties set after the first render show, and keep the focus", async ({
  page,
  site,
}) => {
  await page.goto(site.page({ body: BUTTON }));
  await page.keyboard.press("Tab");
  await host(page).evaluate((element: HTMLElementTagNameMap["moncomptepro-button"]) => {
    element.href = "/elsewhere";
    element.provider = "proconnect";
    element.target = "_top";
    element.lang = "en";
  });
  const control = page.locator(".control");
  await expect(control).toHaveAttribute("href", "/elsewhere");
  await expect(control).toHaveAttribute("target", "_top");
  await expect(control).toHaveText("Sign in with ProConnect");
  for (const attribute of ["disabled", "busy"]) {
    for (const on of [true, false]) {
      await host(page).evaluate((element, [name, value]) => element.toggleAttribute(name, value), [
        attribute,
        on,
      ] as const);
      await expect(control).toHaveAttribute("aria-disabled", String(on));
      await expect(control).toBeFocused();
    }
  }
});

test("D59 nothing is stored, and the event tells nothing of the person", async ({ page, site }) => {
  await page.goto(site.page({ body: BUTTON }));
  const events = await loginEvents(page);
  await page.evaluate(() =>
    document.addEventListener("moncomptepro-login", (event) => event.preventDefault()),
  );
  await page.locator(".control").click();
  expect(await events.jsonValue()).toEqual([{ mode: "link", href: "/auth/login" }]);
  expect(await page.evaluate(() => [document.cookie, localStorage.length, sessionStorage.length])).toEqual([
    "",
    0,
    0,
  ]);
});
