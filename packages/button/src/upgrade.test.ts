import { execFileSync } from "node:child_process";
import type { Page } from "@playwright/test";
import { expect, SCRIPT, test } from "../test/site.js";

const LINK = `<moncomptepro-button><a href="/auth/login">S’identifier avec MonComptePro</a></moncomptepro-button>`;
const STYLES = `<link rel="stylesheet" href="/dist/moncomptepro-button.css">`;

/** Sum of the layout shifts so far: of what is reported before a shift of our own making. */
function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const shifts: number[] = [];
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) shifts.push((entry as unknown as { value: number }).value);
          if (shifts.some((shift) => shift > 0.1))
            resolve(shifts.slice(0, -1).reduce((sum, each) => sum + each, 0));
        }).observe({ type: "layout-shift", buffered: true });
        // What is to shift must have been seen at its place.
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            const block = document.createElement("div");
            block.style.height = "400px";
            document.body.prepend(block);
          }),
        );
      }),
  );
}

for (const [mode, element] of Object.entries({
  link: LINK,
  form: `<form method="post" action="/auth/login">${LINK.replace(/a href="[^"]*"|\/a/g, (tag) => (tag[0] === "/" ? "/button" : "button"))}</form>`,
})) {
  test(`D27 a late script shifts nothing, with the stylesheet: ${mode}`, async ({ page, site }) => {
    const body = `${element}<p>${"Text below. ".repeat(200)}</p>`;
    await page.goto(site.page({ body, head: STYLES }));
    const before = await page.locator("p").first().boundingBox();
    const fallback = await page.locator("moncomptepro-button > *").boundingBox();
    await page.evaluate(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
    );
    await page.addScriptTag({ type: "module", url: "/dist/moncomptepro-button.js" });
    await page.locator(".control").waitFor();
    expect((await page.locator("main > p").boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
    const control = await page.locator(".control").boundingBox();
    expect(Math.abs((control?.height ?? 0) - (fallback?.height ?? 0))).toBeLessThan(2);
    expect(Math.abs((control?.width ?? 0) - (fallback?.width ?? 0))).toBeLessThan(4);
    expect(await layoutShift(page)).toBeLessThan(0.01);
  });
}

test("D27 what is hidden stays hidden before the script, and the look is that of the page’s color-scheme", async ({
  page,
  site,
}) => {
  const dark = "<style>:root { color-scheme: dark }</style>";
  const body = `${LINK}${LINK.replace("<moncomptepro-button", "<moncomptepro-button hidden")}`;
  await page.goto(site.page({ body, head: STYLES + dark }));
  await expect(page.locator("moncomptepro-button").nth(1)).toBeHidden();
  await expect(page.getByRole("link")).toHaveCSS("background-color", "rgb(133, 133, 246)");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("D28 the slotted link, or the form, logs in under the same name", async ({ page, site }) => {
    await page.goto(site.page({ body: LINK, head: STYLES + SCRIPT }));
    await page.getByRole("link", { name: "S’identifier avec MonComptePro", exact: true }).click();
    await page.waitForURL("**/auth/login");
    const form = `<form method="post" action="/auth/login"><moncomptepro-button><button>S’identifier avec
      MonComptePro</button></moncomptepro-button></form>`;
    await page.goto(site.page({ body: form }));
    await page.getByRole("button", { name: "S’identifier avec MonComptePro", exact: true }).click();
    await page.waitForURL("**/auth/login");
    expect(site.requests).toEqual(["GET /auth/login", "POST /auth/login"]);
  });
});

test("D29 once defined, the fallback link is neither seen, focused nor read", async ({ page, site }) => {
  await page.goto(site.page({ body: LINK }));
  await page.locator(".control").waitFor();
  await expect(page.locator("moncomptepro-button > a")).toBeHidden();
  await expect(page.getByRole("link")).toHaveCount(2);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Tab");
  await expect(page.locator(".help")).toBeFocused();
});

test("D30 script not found: the fallback still works", async ({ page, site }) => {
  await page.goto(site.page({ body: LINK, head: `<script type="module" src="/nowhere.js"></script>` }));
  await page.getByRole("link", { name: "S’identifier avec MonComptePro" }).click();
  await page.waitForURL("**/auth/login");
});

test("D32 in a declarative shadow root, without hydration: exactly one button", async ({ page, site }) => {
  const body = `<moncomptepro-button><template shadowrootmode="open"><a class="control" href="/auth/login">Server</a>
    </template></moncomptepro-button>`;
  await page.goto(site.page({ body }));
  await expect(page.getByText("Server")).toHaveCount(0);
  await expect(page.locator(".control")).toHaveCount(1);
  await expect(page.locator(".face")).toHaveCSS("background-color", "rgb(0, 0, 145)");
});

test("D34 both entries import in Node, and there the class renders an element of no document", () => {
  const script = `
    const { MonCompteProButton } = await import("@moncomptepro/button");
    const pure = await import("@moncomptepro/button/pure");
    if (pure.MonCompteProButton !== MonCompteProButton) throw new Error("two classes");
    new MonCompteProButton().render();
    console.log("fine");`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
  });
  expect(output).toBe("fine\n");
});

test("D55 two copies: the first wins, the second says so once and throws nothing", async ({ page, site }) => {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(`${message.type()}: ${message.text()}`));
  page.on("pageerror", (error) => lines.push(`error: ${error.message}`));
  const second = `<script type="module" src="/dist/moncomptepro-button.js?again"></script>`;
  await page.goto(site.page({ body: LINK, head: SCRIPT + second }));
  await expect(page.locator(".control")).toHaveCount(1);
  expect(lines).toEqual(["debug: <moncomptepro-button> is registered already"]);
  const version = await page.evaluate(() => {
    const element = customElements.get("moncomptepro-button") as unknown as { version: string };
    return element.version;
  });
  expect(version).toMatch(/^\d+\.\d+\.\d+$/);
});
