import { once } from "node:events";
import { test as base } from "@playwright/test";
import { startMockProvider, type MockProvider, type SimulatedProvider } from "@moncomptepro/mock";
import { freePort, startExample, type Example } from "./example.js";
import { otherSites, type OtherSite } from "./other-site.js";

interface Servers {
  readonly mock: MockProvider;
  /** Address of the example, without a final slash. */
  readonly application: string;
}

/** The example that the tests of this folder go through. */
const EXPRESS: Example = {
  folder: "express",
  command: () => ["server.js"],
  ready: /^Application:/,
};

/** Each worker has a provider and an example of its own; each test finds the provider as new. */
export const test = base.extend<
  { servers: Servers; otherSite: OtherSite },
  { example: Example; provider: SimulatedProvider; workerServers: Servers }
>({
  example: [EXPRESS, { scope: "worker", option: true }],
  provider: ["moncomptepro", { scope: "worker", option: true }],
  workerServers: [
    async ({ example, provider }, use) => {
      const port = await freePort();
      const application = `http://localhost:${port}`;
      const mock = await startMockProvider({
        provider,
        redirectUris: [`${application}/auth/callback`, `${application}/`],
        postLogoutRedirectUris: [`${application}/auth/logout/callback`],
      });
      // The example's scopes are MonComptePro's; another provider's own are a good choice.
      const scope = provider === "moncomptepro" ? {} : { MONCOMPTEPRO_SCOPE: "" };
      const running = await startExample(example, port, { ...mock.environment, ...scope });
      await use({ mock, application });
      running.kill();
      await once(running, "exit");
      await mock.stop();
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
    stop();
  },
  baseURL: async ({ workerServers }, use) => use(workerServers.application),
});

export { expect } from "@playwright/test";
