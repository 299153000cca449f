import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { MockProvider } from "@moncomptepro/mock";
import { startExampleAtMock } from "@moncomptepro/test-kit/example-at-mock";
import { engines } from "./installed.js";
import type { Driver } from "./webdriver.js";
import { webkit } from "./webkit.js";

const LOGIN_LINK = "document.querySelector('moncomptepro-button:defined').shadowRoot.querySelector('a')";

/** A part of the account of the person who is logged in. */
const inAccount = (selector: string): string =>
  `document.querySelector("moncomptepro-account:defined").shadowRoot.querySelector("${selector}")`;

let mock: MockProvider;
let application: string;
let stopAll: () => Promise<void>;

beforeAll(async () => {
  ({ mock, application, stop: stopAll } = await startExampleAtMock());
});
afterAll(() => stopAll());

describe.each(engines)("$name, under helmet's headers,", (engine) => {
  let driver: Driver;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    ({ driver, stop } = await engine.start());
  }, 60_000);
  afterAll(() => stop());
  beforeEach(async () => {
    await mock.reset();
    for (const address of [mock.issuer, application]) {
      await driver.open(`${address}/`);
      await driver.forgetEverything();
    }
  });

  async function logIn(persona = "town-hall-agent"): Promise<void> {
    await driver.click(`[data-persona="${persona}"]`);
  }

  test("the button logs in, the page shows who it is", async () => {
    await driver.open(`${application}/`);
    await driver.clickOn(LOGIN_LINK);
    await logIn();
    await driver.arrive(`${application}/`);
    await driver.see("table", "Commune de Sainte-Exemple");
  });

  test("a guarded page sends to the login and comes back; a form changes the organisation", async () => {
    await driver.open(`${application}/dossiers?a=1`);
    await logIn("three-organizations");
    await driver.click("[data-organization]");
    await driver.arrive(`${application}/dossiers?a=1`);
    await driver.open(`${application}/`);
    const before = await driver.text("table");
    await driver.clickOn(inAccount(".trigger"));
    await driver.clickOn("document.querySelector('[form=select-organization]')");
    await driver.clickOn("[...document.querySelectorAll('[data-organization]')].at(-1)");
    await driver.arrive(`${application}/`);
    expect(await driver.text("table")).not.toBe(before);
  });

  test("the logout is a form that leads to the provider and back, and ends both sessions", async () => {
    await driver.open(`${application}/auth/login`);
    await logIn();
    await driver.see("table", "Commune de Sainte-Exemple");
    await driver.clickOn(inAccount(".trigger"));
    await driver.clickOn(inAccount("form button"));
    await driver.arrive(`${application}/`);
    await driver.clickOn(LOGIN_LINK);
    await logIn("ministry-agent");
    await driver.see("table", "SIRET");
  });

  test("a form of another site neither logs in nor out", async () => {
    await driver.open(`${application}/auth/login`);
    await logIn();
    await driver.see("table", "Commune de Sainte-Exemple");
    const form = `<form method="post" action="${application}/auth/logout"><button>Piège</button></form>`;
    await driver.open(`data:text/html,${encodeURIComponent(form)}`);
    await driver.click("button");
    await driver.see("body", "cross_origin_request");
    await driver.open(`${application}/`);
    await driver.see("table", "Commune de Sainte-Exemple");
  });

  test("back from the provider leaves a button that works", async ({ skip }) => {
    skip(engine === webkit, "Its driver answers no more once a page came out of the back-forward cache.");
    await driver.open(`${application}/`);
    await driver.clickOn(LOGIN_LINK);
    await driver.see('[data-persona="town-hall-agent"]', "");
    await driver.back();
    await driver.arrive(`${application}/`);
    await driver.clickOn(LOGIN_LINK);
    await logIn();
    await driver.see("table", "Commune de Sainte-Exemple");
  });

  test("D42 a form under form-action 'self' leads to the provider all the same", async () => {
    const { headers } = await fetch(`${application}/`);
    expect(headers.get("content-security-policy")).toContain("form-action 'self'");
    await driver.open(`${application}/`);
    await driver.run(`
      document.querySelector("main").insertAdjacentHTML("afterbegin", \`<form method="post" action="/auth/login">
        <moncomptepro-button id="form"><button>S’identifier</button></moncomptepro-button></form>\`);
    `);
    await driver.click("#form button");
    await logIn();
    await driver.arrive(`${application}/`);
    await driver.see("table", "Commune de Sainte-Exemple");
  });

  test("the button has a name, its text and its help link, and nothing breaks the page's policy", async () => {
    await driver.open(`${application}/`);
    await driver.clickOn("document.querySelector('moncomptepro-button:defined') && document.body");
    const found = await driver.run(`
      const root = document.querySelector("moncomptepro-button:defined").shadowRoot;
      return [...root.querySelectorAll("a")].map(({ textContent }) => textContent.replace(/\\s+/g, " ").trim());
    `);
    expect(found).toEqual([
      expect.stringContaining("MonComptePro"),
      // In the language of the engine.
      expect.stringMatching(/^(?:Qu’est-ce que|What is) MonComptePro/),
    ]);
  });

  test("a fetch of a guarded page gets 401 and starts nothing", async () => {
    await driver.open(`${application}/`);
    const answer = await driver.run(`return fetch("/dossiers").then(async (response) =>
      [response.status, response.redirected, (await response.json()).code]);`);
    expect(answer).toEqual([401, false, "not_authenticated"]);
  });
});
