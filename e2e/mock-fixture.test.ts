import { test as base, expect } from "@moncomptepro/mock/playwright";
import { EXPRESS, startExample } from "@moncomptepro/test-kit/example";
import { freePort } from "@moncomptepro/test-kit/free-port";

/** An application of each worker, started with the settings of the provider of that worker. */
const test = base.extend<object, { port: number; application: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
  port: [async ({}, use) => use(await freePort()), { scope: "worker" }],
  mockOptions: [
    async ({ port }, use) => use({ redirectUris: [`http://localhost:${port}/auth/callback`] }),
    { scope: "worker" },
  ],
  application: [
    async ({ port, workerMock }, use) => {
      const running = await startExample(EXPRESS, workerMock.environment, port);
      await use(running.address);
      await running.stop();
    },
    { scope: "worker" },
  ],
  baseURL: async ({ application }, use) => use(application),
});

// One after the other in one worker: what the first leaves behind, the second must not find.
test.describe.configure({ mode: "serial" });

test("loginAs logs a persona in, for the organisation that is said", async ({ page, loginAs, mock }) => {
  await page.goto("/dossiers");
  await loginAs(page, "three-organizations", { organization: "20990028100012" });
  await expect(page).toHaveURL("/dossiers");
  await expect(page.getByRole("main")).toContainText("Communauté de communes du Val d’Exemple");
  expect(mock.requests.map(({ endpoint }) => endpoint)).toContain("userinfo");
  mock.fault("access_denied", { times: "unlimited" });
});

test("nothing of the test before is left", async ({ page, loginAs, mock }) => {
  expect(mock.faults).toEqual([]);
  expect(mock.requests).toEqual([]);
  await page.goto("/dossiers");
  await loginAs(page, "three-organizations", { organization: "21990001600011" });
  await expect(page).toHaveURL("/dossiers");
});

test("loginAs says whom there is", async ({ page, loginAs }) => {
  await page.goto("/dossiers");
  await expect(loginAs(page, "nobody")).rejects.toThrow(
    "Unknown person nobody. Known people: town-hall-agent, ",
  );
});

test("loginAs takes what the pages offer for a level", async ({ page, loginAs, mock, application }) => {
  const claims = { id_token: { acr: { essential: true, values: ["eidas1-mfa"] } } };
  const request = new URLSearchParams({
    client_id: mock.clientId,
    redirect_uri: `${application}/auth/callback`,
    response_type: "code",
    scope: "openid",
    claims: JSON.stringify(claims),
  });
  const back = page.waitForRequest((sent) => sent.url().startsWith(`${application}/auth/callback`));
  await page.goto(`${mock.issuer}/oauth/authorize?${request}`);
  await loginAs(page, "three-organizations", { organization: "20990028100012" });
  expect(new URL((await back).url()).searchParams.get("code")).not.toBeNull();
});
