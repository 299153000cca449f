import type { Page } from "@playwright/test";
import { expect, SCRIPT, test } from "../test/site.js";

const NAME = "S’identifier avec MonComptePro";

/** What the console says. */
function listen(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  return lines;
}

test("D58 the button follows when the address of the link inside changes", async ({ page, site }) => {
  const body = `<moncomptepro-button><p><a href="/auth/login">Login</a></p></moncomptepro-button>`;
  await page.goto(site.page({ body }));
  const control = page.locator(".control");
  await expect(control).toHaveAttribute("href", "/auth/login");
  await page.evaluate(() =>
    document.querySelector("moncomptepro-button a")?.setAttribute("href", "/auth/login?returnTo=/a"),
  );
  await expect(control).toHaveAttribute("href", "/auth/login?returnTo=/a");
  await page.evaluate(() => {
    const paragraph = document.querySelector("moncomptepro-button p");
    if (paragraph) paragraph.innerHTML = `<strong><a href="/auth/login?returnTo=/b">Login</a></strong>`;
  });
  await expect(control).toHaveAttribute("href", "/auth/login?returnTo=/b");
});

const CONTROLS = {
  "a button in a paragraph, as editors write it": `<p><strong><button name="via" value="b">Login</button></strong></p>`,
  "an input": `<input type="submit" name="via" value="b">`,
  "an input in a paragraph": `<p><input type="submit" name="via" value="b"></p>`,
};
for (const [name, inside] of Object.entries(CONTROLS)) {
  test(`D51 the submit control is found: ${name}`, async ({ page, site }) => {
    const lines = listen(page);
    const body = `<form method="post" action="/auth/login"><input name="a" aria-label="A">
      <moncomptepro-button>${inside}</moncomptepro-button></form>`;
    for (const act of [
      () => page.locator(".face").click({ force: true, position: { x: 200, y: 40 } }),
      () => page.getByRole("textbox").press("Enter"),
      () => page.locator("moncomptepro-button").evaluate((element: HTMLElement) => element.click()),
    ]) {
      await page.goto(site.page({ body }));
      await expect(page.getByRole("button", { name: NAME, exact: true })).toHaveCount(1);
      await act();
      await page.waitForURL("**/auth/login");
    }
    expect(new Set(site.requests)).toEqual(new Set(["POST /auth/login a=&via=b"]));
    expect(lines).toEqual([]);
  });

  test(`D15 its face covers it, and the ring shows around: ${name}`, async ({ page, site }) => {
    const head = `<style>button, input { background: red; padding: 30px; color: red; box-shadow: none }</style>`;
    const form = (content: string): string =>
      `<form><moncomptepro-button>${content}</moncomptepro-button></form>`;
    const picture = async (content: string): Promise<string> => {
      await page.goto(site.page({ body: form(content), head: head + SCRIPT }));
      await page.locator(".face").waitFor();
      return (await page.locator(".face").screenshot()).toString("base64");
    };
    expect((await picture(inside)) === (await picture("<button></button>"))).toBe(true);
    await page.goto(site.page({ body: form(inside), head: head + SCRIPT }));
    await page.keyboard.press("Tab");
    const control = page.getByRole("button", { name: NAME });
    await expect(control).toBeFocused();
    const ringed = page.locator("moncomptepro-button > :not(.group)");
    await expect(ringed).toHaveCSS("outline", "rgb(10, 118, 246) solid 2px");
    const [under, over] = [await control.boundingBox(), await page.locator(".face").boundingBox()];
    expect([under?.width, under?.height]).toEqual([over?.width, over?.height]);
  });
}

test("what holds neither a link nor a submit button of a form is told once in the console", async ({
  page,
  site,
}) => {
  const lines = listen(page);
  const body = `<moncomptepro-button><span>Login</span></moncomptepro-button>
    <moncomptepro-button><button type="button">Login</button></moncomptepro-button>
    <moncomptepro-button><button>In no form</button></moncomptepro-button>
    <moncomptepro-button></moncomptepro-button>`;
  await page.goto(site.page({ body }));
  await expect(page.locator(".control")).toHaveCount(4);
  for (const control of await page.locator(".control").all())
    await expect(control).toHaveAttribute("href", "/auth/login");
  expect(lines).toEqual(["<moncomptepro-button>: no link or submit button inside"]);
});

test("the event tells the address where the submit button sends the form: formaction", async ({
  page,
  site,
}) => {
  const lines = listen(page);
  const body = `<form method="post" action="/auth/other"><moncomptepro-button>
    <button formaction="/auth/nothing">Login</button></moncomptepro-button></form>`;
  await page.goto(site.page({ body }));
  await page.evaluate(() =>
    document.addEventListener("moncomptepro-login", (event) => console.log(event.detail.href)),
  );
  await page.getByRole("button").click();
  await expect.poll(() => site.requests).toEqual(["POST /auth/nothing"]);
  expect(lines).toEqual(["/auth/nothing"]);
});

test("a mark in the slot “logo” keeps its size and proportions, whatever the page does to pictures", async ({
  page,
  site,
}) => {
  const src = `data:image/svg+xml,${encodeURIComponent(`<svg xmlns="http://www.w3.org/2000/svg" width="55" height="48"/>`)}`;
  const marks = [
    `<img slot="logo" alt="" width="55" height="48" src="${src}">`,
    `<img slot="logo" alt="" src="${src}">`,
    `<svg slot="logo" viewBox="0 0 55 48"></svg>`,
  ];
  const head = `${SCRIPT}<style>img, svg { max-width: 40px; width: 100%; height: auto }</style>`;
  const body = marks.map(
    (mark) => `<moncomptepro-button provider="proconnect">${mark}</moncomptepro-button>`,
  );
  await page.goto(site.page({ body: body.join("<br>"), head }));
  for (const mark of await page.locator("[slot=logo]").all()) {
    await expect
      .poll(async () => {
        const box = await mark.boundingBox();
        return box && [Math.round(box.width), Math.round(box.height)];
      })
      .toEqual([55, 48]);
    const [label, box] = [
      await mark.locator("xpath=..").locator(".label").boundingBox(),
      await mark.boundingBox(),
    ];
    expect(label?.x).toBeGreaterThan((box?.x ?? 0) + 55);
  }
});

test("D57 a copy of an element with a login under way comes alive; one that is moved keeps its lock", async ({
  page,
  site,
}) => {
  const body = `<moncomptepro-button href="/auth/nothing"></moncomptepro-button>
    <form method="post" action="/auth/nothing"><moncomptepro-button><button>Login</button></moncomptepro-button></form>
    <moncomptepro-button id="set" busy></moncomptepro-button><div></div>`;
  await page.goto(site.page({ body }));
  await page.locator(".control").first().click();
  await page.getByRole("button").click();
  await expect(page.locator("[busy]")).toHaveCount(3);
  await page.evaluate(() => {
    const main = document.querySelector("main");
    const [first] = document.querySelectorAll("moncomptepro-button");
    const form = document.querySelector("form");
    if (!main || !first || !form) throw new Error("The page isn't as expected.");
    main.append(first.cloneNode(true), form.cloneNode(true));
    main.insertAdjacentHTML("beforeend", first.outerHTML + form.outerHTML);
    document.querySelector("div")?.append(first, form);
  });
  await expect(page.locator(".control")).toHaveCount(7);
  await expect(page.locator("[busy]")).toHaveCount(3);
  await expect(page.locator("div [busy]")).toHaveCount(2);
  // What the page has set itself is the page's.
  await expect(page.locator("#set")).toHaveAttribute("busy", "");
  await expect(page.locator("main > form button")).toHaveCount(2);
  for (const button of await page.locator("main > form button").all())
    await expect(button).not.toHaveAttribute("aria-busy");
});

for (const place of ["a frame", "a pop-out"]) {
  test(`D57 moved into another document, the elements keep their styles and work: ${place}`, async ({
    page,
    site,
    context,
  }) => {
    const head = `<script type="module" src="/dist/moncomptepro-elements.js"></script>`;
    const body = `<moncomptepro-button></moncomptepro-button><moncomptepro-account name="A B"></moncomptepro-account>
      <iframe title="Frame" width="500" height="300"></iframe>`;
    const lines = listen(page);
    page.on("pageerror", (error) => lines.push(error.message));
    await page.goto(site.page({ head, body }));
    await expect(page.locator(".trigger")).toBeVisible();
    const opened = place === "a pop-out" ? context.waitForEvent("page") : undefined;
    await page.evaluate((isPopOut) => {
      const view = isPopOut
        ? window.open("about:blank", "", "width=500,height=400")
        : document.querySelector("iframe")?.contentWindow;
      const target = view?.document.body;
      // One that has been in this document, and one that never was in any.
      const elements = document.querySelectorAll("moncomptepro-button, moncomptepro-account");
      target?.append(...elements, document.createElement("moncomptepro-button"));
    }, opened !== undefined);
    const there = opened ? await opened : page.frameLocator("iframe");
    await expect(there.locator(".face")).toHaveCount(2);
    for (const face of await there.locator(".face").all())
      await expect(face).toHaveCSS("background-color", "rgb(0, 0, 145)");
    await expect(there.locator(".avatar").first()).toHaveCSS("border-radius", "50%");
    await there.locator(".trigger").click();
    await expect(there.getByRole("button", { name: "Se déconnecter" })).toBeVisible();
    await there.locator(".trigger").press("Escape");
    await expect(there.getByRole("button", { name: "Se déconnecter" })).toBeHidden();
    await page.evaluate(() =>
      document.querySelector("main")?.append(document.createElement("moncomptepro-button")),
    );
    await expect(page.locator("main > moncomptepro-button .face")).toHaveCSS(
      "background-color",
      "rgb(0, 0, 145)",
    );
    expect(lines).toEqual([]);
  });
}
