import AxeBuilder from "@axe-core/playwright";
import { test as base, expect } from "@playwright/test";
import { startMockProvider, type MockProvider } from "@moncomptepro/mock";
import { loginAs } from "@moncomptepro/mock/playwright";
import { startExample, type RunningExample } from "@moncomptepro/test-kit/example";
import { freePort } from "@moncomptepro/test-kit/free-port";

interface Servers {
  readonly mock: MockProvider;
  readonly example: RunningExample;
}

const test = base.extend<{ servers: Servers }, { workerServers: Servers }>({
  workerServers: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
    async ({}, use) => {
      const port = await freePort();
      const mock = await startMockProvider({
        provider: "franceconnect",
        redirectUris: [`http://localhost:${port}/auth/callback`],
        postLogoutRedirectUris: [`http://localhost:${port}/auth/logout/callback`],
        scope: "openid identite_pivot cnaf_quotient_familial cnaf_enfants",
      });
      const settings = {
        ...mock.environment,
        API_PARTICULIER_URL: mock.url,
        API_PARTICULIER_RECIPIENT: "21990001600011",
      };
      const example = await startExample({ folder: "data" }, settings, port);
      await use({ mock, example });
      await example.stop();
      await mock.stop();
    },
    { scope: "worker" },
  ],
  servers: [
    async ({ workerServers }, use) => {
      await workerServers.mock.reset();
      workerServers.example.log();
      await use(workerServers);
    },
    { auto: true },
  ],
  baseURL: async ({ workerServers }, use) => use(workerServers.example.address),
});

test("a parent logs in and reads the price that their quotient gives", async ({
  page,
  servers: { mock, example },
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "S’identifier avec FranceConnect" }).click();
  await loginAs(page, "citizen");
  await expect(page.getByRole("heading", { name: "Votre tarif de cantine" })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("699");
  await expect(page.getByRole("main")).toContainText("CNAF");
  await expect(page.getByRole("main")).toContainText("1,00");
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(mock.requests.filter(({ endpoint }) => endpoint === "data")).toMatchObject([
    { status: 200, parameters: { recipient: "21990001600011" } },
  ]);
  expect(example.log()).not.toContain("API Particulier");
  await page.getByRole("button", { name: "Se déconnecter" }).click();
  await expect(page).toHaveURL("/");
});

const FAILURES: [
  what: string,
  arm: (mock: MockProvider) => void,
  person: string,
  title: RegExp,
  log: RegExp,
][] = [
  [
    "the right is missing",
    (mock) => mock.fault("data_error", { code: "51503" }),
    "citizen",
    /n’a pas le droit de consulter/,
    /identity_scope_missing 51503/,
  ],
  ["there is no file", () => undefined, "born-abroad", /Aucune donnée trouvée/, /not_found 23003/],
  [
    "the CAF is late",
    (mock) => mock.fault("data_error", { code: "36002" }),
    "citizen",
    /pas disponibles pour le moment/,
    /source_late 36002/,
  ],
  [
    "the API cuts the answer off",
    (mock) => mock.fault("invalid_answer", { endpoint: "data" }),
    "citizen",
    /pas disponibles pour le moment/,
    /answer_invalid/,
  ],
];

for (const [what, arm, person, title, log] of FAILURES) {
  test(`where ${what} the person is logged in, reads why, and has another way`, async ({
    page,
    servers: { mock, example },
  }) => {
    arm(mock);
    await page.goto("/cantine");
    await loginAs(page, person);
    await expect(page.getByRole("heading", { name: title })).toBeVisible();
    expect((await page.request.get("/auth/me")).status()).toBe(200);
    expect(example.log()).toMatch(log);
    await page.getByRole("link", { name: "Joindre un justificatif" }).click();
    await expect(page).toHaveURL("/justificatif");
  });
}

test("a login again brings what a login before did not", async ({ page, servers: { mock } }) => {
  mock.fault("data_error", { code: "51502" });
  await page.goto("/cantine");
  await loginAs(page, "citizen");
  await expect(page.getByRole("heading", { name: /Reconnectez-vous/ })).toBeVisible();
  await page.getByRole("link", { name: "Se connecter de nouveau" }).click();
  // Within its session FranceConnect asks to confirm only.
  await page.getByRole("button", { name: /Continuer/ }).click();
  await expect(page.getByRole("heading", { name: "Votre tarif de cantine" })).toBeVisible();
});
