import { test as base, type Fixtures, type Page } from "@playwright/test";
import type { LogInOptions } from "./headless/log-in.js";
import type { MockProvider } from "./mock-provider.js";
import type { MockProviderOptions } from "./options.js";
import { startMockProvider } from "./start-mock-provider.js";

export { expect } from "@playwright/test";

/** What each test gets. */
export interface MockFixtures {
  /** The provider, as new: reset before each test, whether it asks for it or not. */
  readonly mock: MockProvider;
  readonly loginAs: typeof loginAs;
}

/** What the tests of one worker share. */
export interface MockWorkerFixtures {
  /** How to start the provider: `test.use({ mockOptions: { port: 3001 } })`. */
  readonly mockOptions: MockProviderOptions;
  /** The provider of this worker, for worker fixtures that start an application with its `environment`. */
  readonly workerMock: MockProvider;
}

/**
 * Logs in at the provider, whose page is shown or on its way. What a page offers is taken: a second factor, a verified
 * identity.
 *
 * ```ts
 * await page.goto("/private");
 * await loginAs(page, "three-organizations", { organization: "20990028100012" });
 * ```
 *
 * @param person - id of the persona
 * @throws Error when there is no such person or organisation; the message lists those that there are
 */
export async function loginAs(
  page: Page,
  person: string,
  { organization }: LogInOptions = {},
): Promise<void> {
  const people = page.locator("[data-persona]");
  await people.first().waitFor();
  const ids = await people.evaluateAll((elements) => elements.map((element) => element.dataset["persona"]));
  if (!ids.includes(person)) throw new Error(`Unknown person ${person}. Known people: ${ids.join(", ")}.`);
  await page.locator(`[data-persona="${person}"]`).click();
  // Where the person has several organisations the chooser follows, where the level takes more a page that offers it,
  // else the application.
  await page.waitForURL(({ pathname }) => !/\/(?:email|persona)$/.test(pathname));
  await takeOffer(page, "second-factor");
  await chooseOrganization(page, person, organization);
  await takeOffer(page, "identity");
  await takeOffer(page, "confirmation");
}

/** Where the page of this step is shown, sends its form. */
async function takeOffer(page: Page, step: string): Promise<void> {
  if (!new URL(page.url()).pathname.endsWith(`/${step}`)) return;
  await page.locator("[data-proof]").click();
  await leave(page, step);
}

/** Where the chooser is shown, takes the organisation that is said, or the only one. */
async function chooseOrganization(page: Page, person: string, wanted?: string): Promise<void> {
  if (!new URL(page.url()).pathname.endsWith("/organization")) return;
  const choices = page.locator("[data-organization]");
  const sirets = await choices.evaluateAll((elements) =>
    elements.map((element) => element.dataset["organization"]),
  );
  const organization = wanted ?? (sirets.length === 1 ? sirets[0] : undefined);
  if (organization === undefined) return;
  if (!sirets.includes(organization)) {
    throw new Error(
      `${person} has no organisation ${organization}. Known organisations: ${sirets.join(", ")}.`,
    );
  }
  await page.locator(`[data-organization="${organization}"]`).click();
  await leave(page, "organization");
}

async function leave(page: Page, step: string): Promise<void> {
  await page.waitForURL(({ pathname }) => !pathname.endsWith(`/${step}`), { waitUntil: "commit" });
}

const fixtures: Fixtures<MockFixtures, MockWorkerFixtures> = {
  mockOptions: [{}, { scope: "worker", option: true }],
  workerMock: [
    async ({ mockOptions }, use) => {
      const mock = await startMockProvider(mockOptions);
      await use(mock);
      await mock.stop();
    },
    { scope: "worker" },
  ],
  mock: [
    async ({ workerMock }, use) => {
      await workerMock.reset();
      await use(workerMock);
    },
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
  loginAs: async ({}, use) => use(loginAs),
};

/** Playwright’s `test` with a provider: one per worker, as new for each test. */
export const test: ReturnType<typeof base.extend<MockFixtures, MockWorkerFixtures>> = base.extend<
  MockFixtures,
  MockWorkerFixtures
>(fixtures);
