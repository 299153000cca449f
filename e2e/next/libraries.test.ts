import type { Locator, Page } from "@playwright/test";
import { Browser } from "@moncomptepro/test-kit/browser";
import { settingsFor, startExample, type Example, type RunningExample } from "@moncomptepro/test-kit/example";
import { startHostileProvider, type HostileProvider } from "@moncomptepro/test-kit/hostile-provider";
import { LOGIN_LIES } from "@moncomptepro/test-kit/lies/every-lie";
import { expect, test } from "../fixtures.js";

const SECRET = "R5b1Jc0Vt9yq3XhQm7Zk2LwNf8PdGs4E";

// The example is installed and built before: see the step "next" of scripts/test.mjs.
const LIBRARIES: Example = {
  folder: "libraries",
  command: (port) => ["node_modules/next/dist/bin/next", "start", "--port", String(port)],
  ready: /Ready/,
  settings: (address) => ({
    NEXTAUTH_URL: address,
    NEXTAUTH_SECRET: SECRET,
    AUTH_SECRET: SECRET,
    BETTER_AUTH_URL: address,
    BETTER_AUTH_SECRET: SECRET,
  }),
  redirectPaths: ["/api/auth", "/api/auth5", "/api/better"].map((path) => `${path}/callback/moncomptepro`),
  postLogoutPaths: ["/"],
};
test.use({ example: LIBRARIES });

const NAMES = ["next-auth-4", "auth-js-5", "better-auth"] as const;
const section = (page: Page, name: string): Locator => page.locator(`section#${name}`);

/** A button of React does nothing until its script has run. */
async function logIn(page: Page, name: string): Promise<void> {
  await expect(async () => {
    await section(page, name).getByRole("button", { name: "Se connecter" }).click({ timeout: 1000 });
    await expect(page.locator('[data-persona="town-hall-agent"]')).toBeVisible({ timeout: 2000 });
  }).toPass();
}

for (const name of NAMES) {
  test(`${name}: a person logs in at the provider, and logs out of both`, async ({ page }) => {
    await page.goto("/");
    await logIn(page, name);
    await page.locator('[data-persona="town-hall-agent"]').click();
    await expect(section(page, name).locator("p")).toHaveText(/@.+ \d{14}$/);
    for (const other of NAMES.filter((each) => each !== name)) {
      await expect(section(page, other).locator("p")).toHaveText("personne");
    }
    await section(page, name).getByRole("button", { name: "Se déconnecter" }).click();
    await expect(section(page, name).locator("p")).toHaveText("personne");
    // The provider asks who it is, because its own session is over too.
    await logIn(page, name);
    await expect(page.locator('[data-persona="town-hall-agent"]')).toBeVisible();
  });
}

/** How each library is spoken to without its client. */
const ROUTES: Record<
  (typeof NAMES)[number],
  { path: string; start: (browser: Browser, address: string) => Promise<string>; session: string }
> = {
  "next-auth-4": {
    path: "/api/auth",
    session: "/session",
    start: (browser) => startNextAuth(browser, "/api/auth"),
  },
  "auth-js-5": {
    path: "/api/auth5",
    session: "/session",
    start: (browser) => startNextAuth(browser, "/api/auth5"),
  },
  "better-auth": { path: "/api/better", session: "/get-session", start: startBetterAuth },
};

async function startNextAuth(browser: Browser, path: string): Promise<string> {
  const { csrfToken } = (await (await browser.open(`${path}/csrf`)).json()) as { csrfToken: string };
  const response = await browser.open(`${path}/signin/moncomptepro`, {
    method: "POST",
    headers: { "content-type": "application/x-www-form-urlencoded", "x-auth-return-redirect": "1" },
    body: new URLSearchParams({ csrfToken, json: "true" }),
  });
  return ((await response.json()) as { url: string }).url;
}

/** It counts the logins of each address, and refuses the fourth within ten seconds. */
let addresses = 0;

async function startBetterAuth(browser: Browser, address: string): Promise<string> {
  const response = await browser.open("/api/better/sign-in/social", {
    method: "POST",
    headers: {
      "content-type": "application/json",
      origin: address,
      "sec-fetch-dest": "empty",
      "x-forwarded-for": `192.0.2.${(addresses += 1)}`,
    },
    body: JSON.stringify({ provider: "moncomptepro", callbackURL: "/" }),
  });
  return ((await response.json()) as { url: string }).url;
}

test.describe("with a provider that lies", () => {
  let hostile: HostileProvider;
  let application: RunningExample;
  test.beforeAll(async () => {
    hostile = await startHostileProvider();
    application = await startExample(LIBRARIES, settingsFor(hostile));
  });
  test.afterAll(async () => {
    await application.stop();
    await hostile.stop();
  });

  /** Logs in by a library; gives what its session says then. */
  async function session(name: keyof typeof ROUTES, change: Record<string, string> = {}): Promise<string> {
    const { path, start, session: route } = ROUTES[name];
    const browser = new Browser(application, application.address);
    const asked = new URL(await start(browser, application.address)).searchParams;
    hostile.nonce = asked.get("nonce") ?? "";
    const answer = { code: "code", state: asked.get("state") ?? "", iss: hostile.issuer, ...change };
    await browser.open(`${path}/callback/moncomptepro?${new URLSearchParams(answer)}`);
    return (await browser.open(`${path}${route}`)).text();
  }

  for (const name of NAMES) {
    test(`${name} logs in with true answers, and not with false ones`, async () => {
      hostile.answers = hostile.honest();
      expect(await session(name)).toContain("jean@mairie.example");
      // The nonce of another login, and the issuer of another provider.
      hostile.answers.idTokenClaims = (claims) => ({ ...claims, nonce: "another" });
      expect.soft(await session(name), "another nonce").not.toContain("jean@");
      hostile.answers = hostile.honest();
      expect
        .soft(await session(name, { iss: "https://other.example" }), "another issuer")
        .not.toContain("jean@");
      for (const [specification, lies] of LOGIN_LIES) {
        for (const { name: lie, answers } of lies.slice(0, 2)) {
          hostile.answers = hostile.honest();
          // oxlint-disable-next-line no-await-in-loop -- one provider tells one lie at a time
          Object.assign(hostile.answers, await answers(hostile));
          // oxlint-disable-next-line no-await-in-loop -- as above
          expect.soft(await session(name), `${specification} ${lie}`).not.toContain("jean@");
        }
      }
    });
  }
});
