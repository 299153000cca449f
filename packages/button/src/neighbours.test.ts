import { readFile } from "node:fs/promises";
import { bundleOf } from "@moncomptepro/test-kit/button-bundle";
import { expect, SCRIPT, test } from "../test/site.js";

const LINK = `<moncomptepro-button><a href="/auth/login">Se connecter</a></moncomptepro-button>`;
const FORM = `<form method="post" action="/auth/login" data-turbo="false"><moncomptepro-button><button>Se connecter</button>
  </moncomptepro-button></form>`;
const REAL_NAVIGATION = { "sec-fetch-dest": "document", "sec-fetch-mode": "navigate" };

const libraryFile = (name: string): Promise<string> =>
  readFile(new URL(`../../../node_modules/${name}`, import.meta.url), "utf8");

test("D38 shares Lit with the page that is built with it, under the one Trusted Types policy", async ({
  page,
  site,
}) => {
  const errors: string[] = [];
  page.on("pageerror", (error) => errors.push(error.message));
  const application = `import "@moncomptepro/button";
    import { html, render } from "lit";
    render(html\`<p id="own">Own</p>\`, document.querySelector("main"));`;
  site.script("/application.js", await bundleOf(application));
  const headers = {
    "content-security-policy": "require-trusted-types-for 'script'; trusted-types lit-html",
  };
  await page.goto(
    site.page({ body: LINK, head: `<script type="module" src="/application.js"></script>`, headers }),
  );
  await expect(page.locator("#own")).toBeVisible();
  await expect(page.locator(".control")).toHaveCount(1);
  expect(errors).toEqual([]);
});

/** An application with a Lit of its own, which renders a template and an element of its own. */
const APPLICATION_WITH_LIT = `import { css, html, LitElement, render } from "lit";
  customElements.define("own-element", class extends LitElement {
    static properties = { count: { type: Number } };
    static styles = css\`button { color: rgb(1, 2, 3) }\`;
    constructor() { super(); this.count = 0; }
    render() { return html\`<button @click=\${() => (this.count += 1)}>\${this.count}</button>\`; }
  });
  render(html\`<own-element></own-element>\`, document.querySelector("#application"));`;

const ORDERS = {
  "before it": `<script type="module" src="/application.js"></script>${SCRIPT}`,
  "after it": `${SCRIPT}<script type="module" src="/application.js"></script>`,
};

for (const [order, head] of Object.entries(ORDERS)) {
  test(`D38 the self-contained file works beside another copy of Lit: loaded ${order}`, async ({
    page,
    site,
  }) => {
    const lines: string[] = [];
    page.on("pageerror", (error) => lines.push(error.message));
    page.on("console", (message) => lines.push(message.text()));
    site.script("/application.js", await bundleOf(APPLICATION_WITH_LIT));
    await page.goto(site.page({ head, body: `${LINK}<div id="application"></div>` }));
    await page.locator("own-element button").click();
    await expect(page.locator("own-element button")).toHaveText("1");
    await expect(page.locator("own-element button")).toHaveCSS("color", "rgb(1, 2, 3)");
    await page.locator("moncomptepro-button").evaluate((element) => element.setAttribute("lang", "en"));
    await expect(page.getByRole("link", { name: "Sign in with MonComptePro", exact: true })).toBeVisible();
    await expect(page.locator(".control")).toHaveCount(1);
    await expect(page.locator(".face")).toHaveCSS("background-color", "rgb(0, 0, 145)");
    expect(lines).toEqual([]);
    await page.locator(".control").click();
    await page.waitForURL("**/auth/login");
  });
}

const libraries = {
  Turbo: { file: "@hotwired/turbo/dist/turbo.es2017-umd.js", attribute: "" },
  htmx: { file: "htmx.org/dist/htmx.min.js", attribute: `hx-boost="true"` },
};

for (const [library, { file, attribute }] of Object.entries(libraries)) {
  for (const [mode, element] of Object.entries({ link: LINK, form: FORM })) {
    test(`D52 ${library} neither fetches the login in advance nor instead of the browser: ${mode}`, async ({
      page,
      site,
    }) => {
      site.script("/library.js", await libraryFile(file));
      const head = `<script src="/library.js"></script>${SCRIPT}`;
      await page.goto(site.page({ head, body: `<div ${attribute}>${element}</div>` }));
      await page.locator(".control").hover({ force: true });
      const asked = page.waitForRequest("**/auth/login");
      await page.mouse.down();
      await page.mouse.up();
      expect(await (await asked).allHeaders()).toMatchObject(REAL_NAVIGATION);
      await page.waitForURL("**/auth/login");
      expect(site.requests).toHaveLength(1);
    });
  }
}
