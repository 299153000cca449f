import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { expect, SCRIPT, test } from "../test/site.js";

const BUTTON = "<moncomptepro-button></moncomptepro-button>";
const FORM = `<form action="/auth/login" method="post"><moncomptepro-button disabled><button>S'identifier</button></moncomptepro-button></form>`;

/** Everything the console and the page complain of. */
function complaints(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", (error) => lines.push(error.message));
  return lines;
}

for (const policy of [
  "default-src 'none'; script-src 'self'; style-src 'self'",
  "default-src 'none'; script-src 'self'",
  "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html",
]) {
  test(`D36 D37 styled and without a violation under: ${policy}`, async ({ page, site }) => {
    const lines = complaints(page);
    const headers = { "content-security-policy": `${policy}; img-src data:` };
    await page.goto(site.page({ body: BUTTON + FORM, headers }));
    await expect(page.locator(".face").first()).toHaveCSS("background-color", "rgb(0, 0, 145)");
    await expect(page.locator(".face").nth(1)).toHaveCSS("background-color", "rgb(229, 229, 229)");
    expect(lines).toEqual([]);
  });
}

test("D37 under trusted-types 'none' Lit can't load, and the fallback stays", async ({ page, site }) => {
  const headers = { "content-security-policy": "require-trusted-types-for 'script'; trusted-types 'none'" };
  const body = `<moncomptepro-button><a href="/auth/login">S’identifier avec MonComptePro</a></moncomptepro-button>`;
  await page.goto(site.page({ body, headers }));
  await page.getByRole("link", { name: "S’identifier avec MonComptePro" }).click();
  await page.waitForURL("**/auth/login");
});

const refused = [
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "data:text/html,login",
  "blob:http://localhost/1",
  "http://login.example/auth",
  "//login.example/auth",
  "/\\login.example/auth",
  "/\t/login.example/auth",
  "mailto:login@login.example",
  "https://",
];
for (const href of refused) {
  test(`D39 refused as an address, with one warning: ${JSON.stringify(href)}`, async ({ page, site }) => {
    const lines = complaints(page);
    const address = site.page({ body: BUTTON + BUTTON });
    await page.goto(address);
    await page.locator("moncomptepro-button").evaluateAll((elements, value) => {
      for (const element of elements) element.setAttribute("href", value);
    }, href);
    const control = page.locator(".control").first();
    await expect(control).not.toHaveAttribute("href");
    await expect(control).toHaveAttribute("aria-disabled", "true");
    const events = await page.evaluateHandle(() => {
      const heard: string[] = [];
      document.addEventListener("moncomptepro-login", (event) => heard.push(event.type));
      return heard;
    });
    await control.click({ force: true });
    expect(await events.jsonValue()).toEqual([]);
    expect(page.url()).toBe(address);
    expect(lines).toEqual([`<moncomptepro-button>: href “${href}” is refused: use a path, or https://…`]);
  });
}

for (const href of [
  "/auth/login?returnTo=%2Fdossiers%3Fa%3D1%26b%3D%C3%A9&x=a b",
  "login",
  "?login",
  "https://login.example/authorize?redirect_uri=https%3A%2F%2Fa.example%2F%7Efoo&scope=openid+email",
  "HTTPS://login.example",
]) {
  test(`D39 D43 passed on byte for byte: ${href}`, async ({ page, site }) => {
    const lines = complaints(page);
    const attribute = href.replaceAll("&", "&amp;");
    await page.goto(site.page({ body: `<moncomptepro-button href="${attribute}"></moncomptepro-button>` }));
    await expect(page.locator(".control")).toHaveAttribute("href", href);
    expect(lines).toEqual([]);
  });
}

test("D39 another origin is refused, though <base> names it", async ({ page, site }) => {
  const lines = complaints(page);
  const head = `<base href="https://evil.example/">${SCRIPT.replace("/dist", `${site.origin}/dist`)}`;
  await page.goto(site.page({ head, body: `<moncomptepro-button></moncomptepro-button>` }));
  await expect(page.locator(".control")).toHaveAttribute("aria-disabled", "true");
  expect(lines).toEqual([expect.stringContaining("“/auth/login” is refused")]);
});

for (const frame of [
  `<iframe srcdoc="FRAME"></iframe>`,
  `<iframe sandbox="allow-scripts" src="FRAME"></iframe>`,
]) {
  test(`D39 addresses of the site are its own in ${frame}`, async ({ page, site }) => {
    const parts = { head: SCRIPT, body: "<moncomptepro-button></moncomptepro-button>" };
    const inner = frame.includes("srcdoc")
      ? `${parts.head}${parts.body}`.replaceAll('"', "&quot;")
      : site.page(parts);
    await page.goto(site.page({ body: frame.replace("FRAME", inner) }));
    const control = page.frameLocator("iframe").locator(".control");
    await expect(control).toHaveAttribute("href", "/auth/login");
  });
}

test("D43 nothing is added to the address that is asked for", async ({ page, site }) => {
  const path = "/auth/login?returnTo=%2Fdossiers%3Fa%3D1%26b%3D%C3%A9";
  await page.goto(
    site.page({ body: `<moncomptepro-button><a href="${path}">Login</a></moncomptepro-button>` }),
  );
  await page.locator(".control").click();
  await page.waitForURL("**/auth/login**");
  expect(site.requests).toEqual([`GET ${path}`]);
});

test("D40 D41 the built file evaluates and injects nothing, and loads nothing later", () => {
  const file = readFileSync(new URL("../dist/moncomptepro-button.js", import.meta.url), "utf8");
  const own = file.slice(file.indexOf("viewBox") - 100);
  expect(own).toContain("moncomptepro-login");
  expect(own).not.toMatch(/innerHTML|outerHTML|insertAdjacentHTML|document\.write| style=| on\w+=/);
  expect(file).not.toMatch(
    /\beval\(|new Function|\bimport\(|\.cookie|Storage|fetch\(|sendBeacon|XMLHttpRequest/,
  );
});

test("the sandbox of a frame without scripts shows the fallback", async ({ page, site }) => {
  const inner = site.page({
    body: `<moncomptepro-button><a href="/auth/login">S’identifier</a></moncomptepro-button>`,
    head: SCRIPT,
  });
  await page.goto(site.page({ body: `<iframe sandbox src="${inner}"></iframe>` }));
  await expect(page.frameLocator("iframe").getByRole("link", { name: "S’identifier" })).toBeVisible();
});

test("D54 in a frame, target=_top leaves it; other targets are not opened", async ({ page, site }) => {
  const inner = site.page({ body: `<moncomptepro-button target="_top"></moncomptepro-button>` });
  await page.goto(site.page({ body: `<iframe src="${inner}"></iframe>` }));
  await page.frameLocator("iframe").locator(".control").click();
  await page.waitForURL("**/auth/login");
  await page.goto(site.page({ body: `<moncomptepro-button target="_blank"></moncomptepro-button>` }));
  await page.locator(".control").click();
  await page.waitForURL("**/auth/login");
  expect(page.context().pages()).toHaveLength(1);
});
