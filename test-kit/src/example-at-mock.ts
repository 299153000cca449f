import { startMockProvider, type MockProvider, type SimulatedProvider } from "@moncomptepro/mock";
import { profiles, variablePrefix } from "@moncomptepro/profiles";
import { decryptionKeyFor } from "./decryption-key.js";
import { EXPRESS, startExample, type Example } from "./example.js";
import { freePort } from "./free-port.js";

/** An example, and the mock providers where it is registered. */
export interface ExampleAtMock {
  readonly mock: MockProvider;
  /** Address of the example, without a final slash. */
  readonly application: string;
  readonly stop: () => Promise<void>;
}

/** Starts the mocks of several providers, each with a client of its own, and the Express example that logs in at all. */
export async function startExampleAtMocks<P extends SimulatedProvider>(
  providers: readonly [P, ...P[]],
): Promise<Omit<ExampleAtMock, "mock"> & { readonly mocks: Readonly<Record<P, MockProvider>> }> {
  const port = await freePort();
  const application = `http://localhost:${port}`;
  const started = await Promise.all(
    providers.map((provider, index) =>
      startMockProvider({
        provider,
        clientSecret: `secret-at-${provider}`,
        redirectUris: [`${application}/auth/callback${index === 0 ? "" : `/${provider}`}`],
        postLogoutRedirectUris: [`${application}/auth/logout/callback`],
      }),
    ),
  );
  const settings = started.flatMap((mock) =>
    Object.entries(settingsAt(mock)).map(([name, value]) => [
      name.replace(/^MONCOMPTEPRO/, variablePrefix(mock.provider)),
      value,
    ]),
  );
  const running = await startExample(
    EXPRESS,
    { ...Object.fromEntries(settings), MONCOMPTEPRO_PROVIDER: providers.join(",") },
    port,
  );
  return {
    mocks: Object.fromEntries(started.map((mock) => [mock.provider, mock])) as Record<P, MockProvider>,
    application,
    stop: async () => {
      await running.stop();
      await Promise.all(started.map((mock) => mock.stop()));
    },
  };
}

/**
 * Starts a mock provider, and an example that logs in there; its home page is a redirect URI too.
 *
 * @param more - settings of the example
 */
export async function startExampleAtMock(
  example: Example = EXPRESS,
  provider: SimulatedProvider = "moncomptepro",
  more: Readonly<Record<string, string>> = {},
): Promise<ExampleAtMock> {
  const port = await freePort();
  const application = `http://localhost:${port}`;
  const at = (paths: readonly string[]): string[] => paths.map((path) => `${application}${path}`);
  const mock = await startMockProvider({
    provider,
    redirectUris: at(["/auth/callback", "/", ...(example.redirectPaths ?? [])]),
    postLogoutRedirectUris: at(["/auth/logout/callback", ...(example.postLogoutPaths ?? [])]),
  });
  // The examples' scopes are MonComptePro's; another provider's own are a good choice.
  const scope = provider === "moncomptepro" ? "openid email profile phone organization" : "";
  const settings = { ...settingsAt(mock), MONCOMPTEPRO_SCOPE: scope, ...more };
  const running = await startExample(example, settings, port);
  return {
    mock,
    application,
    stop: async () => {
      await running.stop();
      await mock.stop();
    },
  };
}

/** Settings of an application that logs in there; with a key where the provider encrypts. */
function settingsAt({ provider, environment }: MockProvider): Readonly<Record<string, string>> {
  const { decryptionKey } = decryptionKeyFor(profiles[provider]);
  return {
    ...environment,
    ...(decryptionKey !== undefined && { MONCOMPTEPRO_DECRYPTION_KEY: decryptionKey }),
  };
}
