import { describe, expect } from "vitest";
import { renderLoginButton } from "@moncomptepro/button/ssr";
import { bundleOf } from "@moncomptepro/test-kit/button-bundle";
import { SCRIPT } from "@moncomptepro/test-kit/button-site";
import { CONTROL, FACE, HOST, NAME } from "./button-page.js";
import { driven } from "./driven.js";
import { engines } from "./installed.js";

const RENDERED = renderLoginButton({ stylesheet: "/dist/moncomptepro-button.shadow.css" });
const headers = {
  "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:",
};
const BLUE = "rgb(0, 0, 145)";
const LOOK = `getComputedStyle(${FACE}).backgroundColor`;
const HYDRATING = await bundleOf(`import "@lit-labs/ssr-client/lit-element-hydrate-support.js";
  import "@moncomptepro/button";`);

describe.each(engines)("$name", (engine) => {
  const test = driven(engine);

  test.for([
    ["D32 D33 hydration keeps its nodes and the focus, under style-src 'self', without a shift", true],
    ["D32 D33 without hydration it is rendered anew: one button, with its look, without a shift", false],
  ] as const)("%s", async ([, hydrates], { driver, site }) => {
    site.script("/hydrating.js", HYDRATING);
    await driver.open(site.page({ body: RENDERED, head: "", headers }));
    expect(await driver.run(`return ${LOOK}`)).toBe(BLUE);
    const place = `const { x, y, width, height } = ${CONTROL}.getBoundingClientRect(); return [x, y, width, height]`;
    const before = await driver.run(place);
    await driver.run(`
      window.violations = [];
      addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));
      window.server = ${CONTROL};
      server.focus();
      const script = document.createElement("script");
      script.type = "module";
      script.src = "${hydrates ? "/hydrating.js" : "/dist/moncomptepro-button.js"}";
      document.head.append(script);
    `);
    await expect.poll(() => driver.run(`return ${HOST}.shadowRoot.adoptedStyleSheets.length`)).toBe(1);
    const found = await driver.run(`
      const { shadowRoot } = ${HOST};
      return [shadowRoot.querySelectorAll(".control").length, ${CONTROL} === server,
        shadowRoot.activeElement === server, ${LOOK}, violations];
    `);
    expect(found).toEqual([1, hydrates, hydrates, BLUE, []]);
    expect(await driver.run(place)).toEqual(before);
    expect(await driver.announced(CONTROL)).toEqual(["link", NAME]);
    await driver.point(CONTROL);
    await driver.arrive(`${site.origin}/auth/login`);
  });
});

describe.each(engines)("$name without JavaScript", (engine) => {
  const test = driven(engine, { javaScript: false });

  test("D33 what a server rendered has its look, its name and its link", async ({ driver, site }) => {
    await driver.open(site.page({ body: RENDERED, head: SCRIPT, headers }));
    expect(await driver.run(`return [${HOST}.matches(":defined"), ${LOOK}]`)).toEqual([false, BLUE]);
    expect(await driver.announced(CONTROL)).toEqual(["link", NAME]);
    await driver.point(CONTROL);
    await driver.arrive(`${site.origin}/auth/login`);
  });
});
