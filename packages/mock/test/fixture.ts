import { afterAll, beforeEach } from "vitest";
import { startMockProvider, type MockProvider, type MockProviderOptions } from "../src/index.js";
import { Browser } from "./browser.js";
import { RelyingParty, type RelyingPartyOptions } from "./relying-party.js";

/** What the tests of a file share: all is as new for each of them. */
export interface Fixture {
  readonly mock: MockProvider;
  /** Its first client. */
  readonly application: RelyingParty;
  readonly browser: Browser;
}

/** Starts a provider for the tests that follow, and stops it after them. */
export async function startFixture(
  options?: MockProviderOptions,
  party?: RelyingPartyOptions,
): Promise<Fixture> {
  const mock = await startMockProvider(options);
  const application = await RelyingParty.discover(mock, party);
  const browser = new Browser(mock.url);
  beforeEach(async () => {
    await mock.reset();
    browser.clear();
  });
  afterAll(() => mock.stop());
  return { mock, application, browser };
}
