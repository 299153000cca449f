import { describe, expect } from "vitest";
import { SCRIPT } from "@moncomptepro/test-kit/button-site";
import { BUTTON, CONTROL, FACE, form, HOST, LINK, NAME, SENT, SUBMIT } from "./button-page.js";
import { driven } from "./driven.js";
import { engines } from "./installed.js";

const STYLES = `<link rel="stylesheet" href="/dist/moncomptepro-button.css">`;
const BLUE = "rgb(0, 0, 145)";
const colour = (part: string): string => `getComputedStyle(${part}).backgroundColor`;

describe.each(engines)("$name", (engine) => {
  const test = driven(engine);

  test("D27 a late script moves what is below by a pixel at most, with the stylesheet", async ({
    driver,
    site,
  }) => {
    for (const element of [LINK, form(SUBMIT)]) {
      await driver.open(site.page({ body: `${element}<p>Text below.</p>`, head: STYLES }));
      const below = `return document.querySelector("p").getBoundingClientRect().top`;
      const before = (await driver.run(below)) as number;
      await driver.run(`
        const script = document.createElement("script");
        script.type = "module";
        script.src = "/dist/moncomptepro-button.js";
        document.head.append(script);
      `);
      await expect.poll(() => driver.run(`return ${HOST}.matches(":defined")`)).toBe(true);
      // Engines round the heights of lines, each in its own way.
      expect(Math.abs(((await driver.run(below)) as number) - before)).toBeLessThanOrEqual(1);
    }
  });

  test("D30 script not found: the fallback logs in", async ({ driver, site }) => {
    const head = `${STYLES}<script type="module" src="/nowhere.js"></script>`;
    await driver.open(site.page({ body: LINK, head }));
    expect(await driver.announced(`${HOST}.firstChild`)).toEqual(["link", NAME]);
    await driver.click("moncomptepro-button a");
    await driver.arrive(`${site.origin}/auth/login`);
  });

  test.for([
    "default-src 'none'; script-src 'self'; style-src 'self'",
    "default-src 'none'; script-src 'self'",
    "default-src 'none'; script-src 'self'; require-trusted-types-for 'script'; trusted-types lit-html",
  ])("D36 D37 styled and without a violation under: %s", async (policy, { driver, site }) => {
    const headers = { "content-security-policy": `${policy}; img-src data:` };
    site.script(
      "/violations.js",
      `window.violations = [];
      addEventListener("securitypolicyviolation", ({ violatedDirective }) => violations.push(violatedDirective));`,
    );
    const head = `<script src="/violations.js"></script>${SCRIPT}`;
    await driver.open(site.page({ body: BUTTON, head, headers }));
    expect(await driver.run(`return [${colour(FACE)}, violations]`)).toEqual([BLUE, []]);
    expect(await driver.announced(CONTROL)).toEqual(["link", NAME]);
  });

  test("D37 under trusted-types 'none' Lit can't load, and the fallback stays", async ({ driver, site }) => {
    const headers = {
      "content-security-policy": "require-trusted-types-for 'script'; trusted-types 'none'",
    };
    await driver.open(site.page({ body: LINK, head: STYLES + SCRIPT, headers }));
    expect(await driver.run(`return ${HOST}.matches(":defined")`)).toBe(false);
    await driver.click("moncomptepro-button a");
    await driver.arrive(`${site.origin}/auth/login`);
  });

  test("D39 addresses that lead elsewhere are refused, however they are written", async ({
    driver,
    site,
  }) => {
    await driver.open(site.page({ body: BUTTON }));
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
    const allowed = ["/auth/login?a=%2F&b=a b", "login", "?login", "https://login.example/?a=%7E"];
    expect(
      await driver.run(`
        const outcome = [];
        const next = (rest) => {
          if (rest.length === 0) return outcome;
          ${HOST}.setAttribute("href", rest[0]);
          return ${HOST}.updateComplete.then(() => {
            outcome.push(${CONTROL}.getAttribute("href"));
            return next(rest.slice(1));
          });
        };
        return next(${JSON.stringify([...refused, ...allowed])});
      `),
    ).toEqual([...refused.map(() => null), ...allowed]);
  });

  test("D54 in a frame, target=_top leaves it", async ({ driver, site }) => {
    const inner = site.page({ body: `<moncomptepro-button target="_top"></moncomptepro-button>` });
    await driver.open(site.page({ body: `<iframe src="${inner}"></iframe>` }));
    await driver.run(
      `document.querySelector("iframe").contentDocument.querySelector("moncomptepro-button").click()`,
    );
    await driver.arrive(`${site.origin}/auth/login`);
  });

  test("D54 the sandbox of a frame without scripts shows the fallback", async ({ driver, site }) => {
    const inner = site.page({ body: LINK, head: STYLES + SCRIPT });
    await driver.open(site.page({ body: `<iframe sandbox="allow-same-origin" src="${inner}"></iframe>` }));
    const fallback = `document.querySelector("iframe").contentDocument.querySelector("moncomptepro-button a")`;
    expect(await driver.run(`return ${fallback}.getClientRects().length`)).toBe(1);
  });
});

describe.each(engines)("$name without JavaScript", (engine) => {
  const test = driven(engine, { javaScript: false });

  test("D28 the slotted link, or the form, logs in under the same name", async ({ driver, site }) => {
    const head = STYLES + SCRIPT;
    await driver.open(site.page({ body: LINK, head }));
    const fallback = `${HOST}.querySelector(":scope > *")`;
    expect(await driver.announced(fallback)).toEqual(["link", NAME]);
    // The driver's own scripts run; those of the page don't.
    expect(await driver.run(`return [${HOST}.matches(":defined"), ${colour(fallback)}]`)).toEqual([
      false,
      BLUE,
    ]);
    await driver.click("moncomptepro-button a");
    await driver.arrive(`${site.origin}/auth/login`);
    await driver.open(site.page({ body: form(SUBMIT.replace("S'identifier", NAME)), head }));
    expect(await driver.announced(fallback)).toEqual(["button", NAME]);
    await driver.click("moncomptepro-button button");
    await driver.arrive(`${site.origin}/auth/login`);
    expect(site.requests).toEqual(["GET /auth/login", `POST /auth/login ${SENT}`]);
  });
});

describe.each(engines)("$name, back from the login,", (engine) => {
  const test = driven(engine);

  test("D46 D47 the page is restored from the back/forward cache with a button that works", async ({
    driver,
    site,
  }) => {
    // WebKit's driver answers no more once a page was restored: the pages do it all, and the requests tell of it.
    site.script("/back.js", `addEventListener("load", () => fetch("/reached").then(() => history.back()))`);
    site.script(
      "/restored.js",
      `const press = () => document.querySelector("moncomptepro-button").click();
      let returns = 0;
      addEventListener("load", () => setTimeout(press));
      addEventListener("pageshow", async ({ persisted }) => {
        if (!persisted) return;
        await new Promise((resolve) => setTimeout(resolve));
        const answer = await fetch("/restored?busy=" + document.querySelector("moncomptepro-button").busy);
        // Firefox keeps no page with a request that isn't over.
        await answer.text();
        if (returns++ === 0) press();
      });`,
    );
    const login = site.page({ body: "", head: `<script src="/back.js"></script>` });
    const body = `<moncomptepro-button href="${login}"></moncomptepro-button>`;
    await driver.open(site.page({ body, head: `${SCRIPT}<script src="/restored.js"></script>` }));
    const round = ["GET /reached", "GET /restored?busy=false"];
    await expect
      .poll(() => site.requests.filter((request) => request.startsWith("GET /re")))
      .toEqual([...round, ...round]);
  });
});
