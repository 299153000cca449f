import { test as base } from "@playwright/test";
import type { MockProvider, SimulatedProvider } from "@moncomptepro/mock";
import { EXPRESS, type Example } from "@moncomptepro/test-kit/example";
import { startExampleAtMock } from "@moncomptepro/test-kit/example-at-mock";
import { otherSites, type OtherSite } from "./other-site.js";

interface Servers {
  readonly mock: MockProvider;
  /** Address of the example, without a final slash. */
  readonly application: string;
}

/** Each worker has a provider and an example of its own; each test finds the provider as new. */
export const test = base.extend<
  { servers: Servers; otherSite: OtherSite },
  { example: Example; provider: SimulatedProvider; workerServers: Servers }
>({
  example: [EXPRESS, { scope: "worker", option: true }],
  provider: ["moncomptepro", { scope: "worker", option: true }],
  workerServers: [
    async ({ example, provider }, use) => {
      const { mock, application, stop } = await startExampleAtMock(example, provider);
      await use({ mock, application });
      await stop();
    },
    { scope: "worker" },
  ],
  servers: [
    async ({ workerServers }, use) => {
      await workerServers.mock.reset();
      await use(workerServers);
    },
    // Tests that do not ask for it must not find what another one left.
    { auto: true },
  ],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the names in the pattern
  otherSite: async ({}, use) => {
    const { otherSite, stop } = otherSites();
    await use(otherSite);
    await stop();
  },
  baseURL: async ({ workerServers }, use) => use(workerServers.application),
});

export { expect } from "@playwright/test";
