import { execFileSync } from "node:child_process";
import { render } from "@lit-labs/ssr";
import { collectResultSync } from "@lit-labs/ssr/lib/render-result.js";
import type { Page } from "@playwright/test";
import { html } from "lit";
import "@moncomptepro/button/account";
import { renderLoginButton } from "@moncomptepro/button/ssr";
import { bundleOf } from "@moncomptepro/test-kit/button-bundle";
import { expect, SCRIPT, test } from "../test/site.js";

const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:";
const STYLESHEET = "/dist/moncomptepro-button.shadow.css";
const HYDRATING = `import "@lit-labs/ssr-client/lit-element-hydrate-support.js";
  import "@moncomptepro/button";
  import "@moncomptepro/button/account";`;

/** What the page says in the console. */
function complaints(page: Page): string[] {
  const lines: string[] = [];
  page.on("console", (message) => lines.push(message.text()));
  page.on("pageerror", (error) => lines.push(error.message));
  return lines;
}

/** Marks what the server rendered, to recognise it later. */
const markNodes = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const host of document.querySelectorAll("moncomptepro-button, moncomptepro-account"))
      for (const node of host.shadowRoot?.querySelectorAll("*") ?? []) node.setAttribute("data-server", "");
  });

test("D31 a server renders the whole button into a declarative shadow root", () => {
  const button = renderLoginButton({ href: "/auth/login?a=1&b=2", provider: "proconnect", lang: "en" });
  expect(button).toMatch(/<template [^>]*shadowrootmode="open"[^>]* shadowrootdelegatesfocus>/);
  expect(button).toContain(`href="/auth/login?a=1&amp;b=2"`);
  expect(button).toContain("<style>");
  expect(button.replace(/<!--.*?-->/g, "")).toContain(">Sign in with ProConnect</a></moncomptepro-button>");
  expect(renderLoginButton({ stylesheet: `/"><script>&` })).toContain(`href="/&quot;><script>&amp;">`);
  expect(renderLoginButton({ href: "javascript:alert(1)" })).not.toMatch(/<a[^>]*javascript:/);
});

test("D31 a server says nothing in its log and needs no browser", () => {
  const script = `const { renderLoginButton } = await import("@moncomptepro/button/ssr");
    console.log(renderLoginButton().length === renderLoginButton().length ? "fine" : "different");`;
  const output = execFileSync(process.execPath, ["--input-type=module", "--eval", script], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
  });
  expect(output).toBe("fine\n");
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });
  test("D33 it has its look, its name and its link, under a strict policy", async ({ page, site }) => {
    const body = renderLoginButton({ stylesheet: STYLESHEET });
    await page.goto(site.page({ body, head: "", headers: { "content-security-policy": POLICY } }));
    await expect(page.locator(".face")).toHaveCSS("background-color", "rgb(0, 0, 145)");
    await expect(page.getByRole("link")).toHaveCount(2);
    await page.getByRole("link", { name: "S’identifier avec MonComptePro", exact: true }).click();
    await page.waitForURL("**/auth/login");
  });
});

test("D32 D33 hydration keeps its nodes, under a strict policy, without a word and without a shift", async ({
  page,
  site,
}) => {
  site.script("/hydrating.js", await bundleOf(HYDRATING));
  const lines = complaints(page);
  const body = renderLoginButton({ href: "/auth/login?from=server", lang: "fr", stylesheet: STYLESHEET });
  await page.goto(
    site.page({ body, head: "", html: `lang="en"`, headers: { "content-security-policy": POLICY } }),
  );
  await markNodes(page);
  const before = await page.locator(".control").boundingBox();
  await page.locator(".control").focus();
  await page.addScriptTag({ type: "module", url: "/hydrating.js" });
  await page.waitForFunction(
    () => document.querySelector("moncomptepro-button")?.shadowRoot?.adoptedStyleSheets.length === 1,
  );
  await expect(page.locator(".control")).toHaveCount(1);
  await expect(page.locator(".control")).toHaveAttribute("data-server", "");
  await expect(page.locator(".control")).toBeFocused();
  expect(await page.locator(".control").boundingBox()).toEqual(before);

  // Hydrated is alive: it hears attributes and clicks.
  await page.locator("moncomptepro-button").evaluate((element) => element.setAttribute("lang", "en"));
  await expect(page.getByRole("link", { name: "Sign in with MonComptePro", exact: true })).toBeVisible();
  await expect(page.locator(".control")).toHaveAttribute("data-server", "");
  expect(lines).toEqual([]);
  await page.locator(".control").click();
  await page.waitForURL("**/auth/login?from=server");
});

test("D32 hydration finds out what the server could not see: the form, the link, the language", async ({
  page,
  site,
}) => {
  site.script("/hydrating.js", await bundleOf(HYDRATING));
  const lines = complaints(page);
  const body = collectResultSync(
    render(
      html`<form method="post" action="/auth/login">
          <moncomptepro-button><button name="via" value="x">Log in</button></moncomptepro-button>
        </form>
        <moncomptepro-button><a href="/slotted">Log in</a></moncomptepro-button>
        <moncomptepro-account name="Claire Martin" siret="21990001600011"></moncomptepro-account>`,
    ),
  );
  await page.goto(
    site.page({ body, head: `<script type="module" src="/hydrating.js"></script>`, html: `lang="en"` }),
  );
  await expect(page.getByRole("link", { name: "Sign in with MonComptePro" })).toHaveAttribute(
    "href",
    "/slotted",
  );
  await expect(page.locator(".control")).toHaveCount(2);
  await expect(page.locator(".name")).toHaveText("Claire Martin");
  await page.locator(".trigger").click();
  await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
  await page.getByRole("button", { name: "Sign in with MonComptePro", exact: true }).click();
  await page.waitForURL("**/auth/login");
  expect(site.requests).toEqual(["POST /auth/login via=x"]);
  expect(lines).toEqual([]);
});

test("D32 without hydration it is rendered anew: exactly one button, no word, no shift", async ({
  page,
  site,
}) => {
  const lines = complaints(page);
  const body = renderLoginButton({ stylesheet: STYLESHEET });
  await page.goto(site.page({ body, head: "", headers: { "content-security-policy": POLICY } }));
  await markNodes(page);
  const before = await page.locator(".control").boundingBox();
  await page.addScriptTag({ type: "module", url: "/dist/moncomptepro-button.js" });
  await expect(page.locator(".control:not([data-server])")).toHaveCount(1);
  await expect(page.locator(".control")).toHaveCount(1);
  await expect(page.locator(".face")).toHaveCSS("background-color", "rgb(0, 0, 145)");
  expect(await page.locator(".control").boundingBox()).toEqual(before);
  expect(lines).toEqual([]);
});

test("D32 the self-contained file lets the hydration of another Lit on the page take over its nodes", async ({
  page,
  site,
}) => {
  const lines = complaints(page);
  const body = renderLoginButton({ stylesheet: STYLESHEET });
  site.script("/other.js", await bundleOf(`import "@lit-labs/ssr-client/lit-element-hydrate-support.js"`));
  const head = `<script type="module" src="/other.js"></script>`;
  await page.goto(site.page({ body, head, headers: { "content-security-policy": POLICY } }));
  await markNodes(page);
  await page.addScriptTag({ type: "module", url: "/dist/moncomptepro-button.js" });
  await page.locator("moncomptepro-button").evaluate((element) => element.setAttribute("lang", "en"));
  await expect(page.getByRole("link", { name: "Sign in with MonComptePro", exact: true })).toBeVisible();
  await expect(page.locator(".control")).toHaveCount(1);
  await expect(page.locator(".control")).toHaveAttribute("data-server", "");
  expect(lines).toEqual([]);
});

test("D64 the link inside stays for reader views", async ({ page, site }) => {
  await page.goto(site.page({ body: renderLoginButton(), head: SCRIPT }));
  await page.locator(".control").waitFor();
  await expect(page.locator("moncomptepro-button > a")).toHaveText("S’identifier avec MonComptePro");
});
