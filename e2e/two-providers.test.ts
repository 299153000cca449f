import AxeBuilder from "@axe-core/playwright";
import { test as base, expect, type Page } from "@playwright/test";
import { loginAs } from "@moncomptepro/mock/playwright";
import { startExampleAtMocks } from "@moncomptepro/test-kit/example-at-mock";
import { loginButton, logOut, openAccount, row } from "./application-pages.js";

const start = () => startExampleAtMocks(["proconnect", "franceconnect"]);
type Servers = Awaited<ReturnType<typeof start>>;

/** One example with two providers, whose mocks are as new in each test. */
const test = base.extend<{ servers: Servers }, { workerServers: Servers }>({
  workerServers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
    async ({}, use) => {
      const servers = await start();
      await use(servers);
      await servers.stop();
    },
    { scope: "worker" },
  ],
  servers: [
    async ({ workerServers }, use) => {
      await Promise.all(Object.values(workerServers.mocks).map((mock) => mock.reset()));
      await use(workerServers);
    },
    { auto: true },
  ],
  baseURL: async ({ workerServers }, use) => use(workerServers.application),
});

const PEOPLE = {
  proconnect: { brand: "ProConnect", person: "town-hall-agent", name: "MARTIN", other: "franceconnect" },
  franceconnect: { brand: "FranceConnect", person: "usage-name", name: "COLONNA", other: "proconnect" },
} as const;
const NAMES = ["proconnect", "franceconnect"] as const;
type Name = (typeof NAMES)[number];

async function logIn(page: Page, name: Name): Promise<void> {
  await page.goto(`/auth/login/${name}?returnTo=/`);
  await loginAs(page, PEOPLE[name].person);
  await expect(row(page, "Nom d’usage")).toContainText(new RegExp(PEOPLE[name].name, "i"));
}

const asked = ({ mocks }: Servers, name: Name, endpoint: string): number =>
  mocks[name].requests.filter((request) => request.endpoint === endpoint).length;

test("two buttons stand side by side, and one under the other where there is no room", async ({ page }) => {
  await page.goto("/");
  const boxes = async (): Promise<{ x: number; y: number; width: number }[]> =>
    Promise.all(
      NAMES.map(async (name) => {
        const box = await loginButton(page, PEOPLE[name].brand).boundingBox();
        return box ?? { x: 0, y: 0, width: 0 };
      }),
    );
  const [first, second] = await boxes();
  expect(second?.y).toBe(first?.y);
  expect(second?.x).toBeGreaterThan((first?.x ?? 0) + (first?.width ?? 0));
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  const [above, below] = await boxes();
  expect(below?.x).toBe(above?.x);
  expect(below?.y).toBeGreaterThan(above?.y ?? 0);
});

for (const name of NAMES) {
  const { brand, other } = PEOPLE[name];

  test(`a person of ${brand} logs in by their button, and out at their own provider`, async ({
    page,
    servers,
  }) => {
    await page.goto("/");
    await loginButton(page, brand).click();
    await loginAs(page, PEOPLE[name].person);
    await page.getByRole("link", { name: "Mes dossiers" }).click();
    await expect(page).toHaveURL("/dossiers");
    await page.goto("/");
    await logOut(page);
    await expect(loginButton(page, brand)).toBeVisible();
    expect(asked(servers, name, "end_session")).toBeGreaterThan(0);
    expect(servers.mocks[other].requests).toEqual([]);
    // Its session at the provider is over too: it asks who the person is.
    await page.goto(`/auth/login/${name}`);
    await expect(page.locator("[data-persona]").first()).toBeVisible();
  });

  test(`a second login, first at ${PEOPLE[other].brand}, then at ${brand}: the session is the newest one`, async ({
    page,
    servers,
  }) => {
    await logIn(page, other);
    await logIn(page, name);
    await logOut(page);
    await expect(loginButton(page, brand)).toBeVisible();
    expect(asked(servers, name, "end_session")).toBeGreaterThan(0);
    expect(asked(servers, other, "end_session")).toBe(0);
  });
}

test("a page that takes a second factor sends a citizen to the provider that knows one", async ({
  page,
  servers,
}) => {
  await logIn(page, "franceconnect");
  const before = asked(servers, "franceconnect", "authorization");
  await page.goto("/paie");
  await loginAs(page, "two-factor-agent");
  await expect(page).toHaveURL("/paie");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Ma paie");
  expect(asked(servers, "franceconnect", "authorization")).toBe(before);
  const request = servers.mocks.proconnect.requests.find(({ endpoint }) => endpoint === "authorization");
  expect(request?.parameters["claims"]).toContain("eidas1-mfa");
});

test("an account is changed at the provider of the session", async ({ page, servers }) => {
  await logIn(page, "franceconnect");
  await openAccount(page);
  await page.getByRole("button", { name: "Changer de compte" }).click();
  await loginAs(page, "without-email");
  await expect(page).toHaveURL("/");
  expect(asked(servers, "franceconnect", "end_session")).toBeGreaterThan(0);
  expect(servers.mocks.proconnect.requests).toEqual([]);
});
