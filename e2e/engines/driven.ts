import { afterAll, beforeAll, test } from "vitest";
import { startSite, type Site } from "@moncomptepro/test-kit/button-site";
import type { Engine, EngineOptions } from "./engine.js";
import type { Driver } from "./webdriver.js";

interface Driven {
  /** One browser for all tests of the group. */
  driver: Driver;
  /** The web site of one test. */
  site: Site;
}

/** The `test` of a group whose pages an engine shows. */
export function driven(engine: Engine, options?: EngineOptions) {
  let started: Awaited<ReturnType<Engine["start"]>>;
  beforeAll(async () => {
    started = await engine.start(options);
  });
  afterAll(() => started.stop());
  /* oxlint-disable no-empty-pattern -- Vitest reads the names in the pattern */
  return test.extend<Driven>({
    driver: async ({}, use) => {
      await started.driver.rest();
      await use(started.driver);
    },
    site: async ({}, use) => {
      const { site, stop } = await startSite();
      await use(site);
      await stop();
    },
  });
  /* oxlint-enable no-empty-pattern */
}
