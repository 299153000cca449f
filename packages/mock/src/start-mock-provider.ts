import { Provider } from "oidc-provider";
import type { MockClient } from "./client.js";
import { listenOnLoopback } from "./http/listen.js";
import { requestHandler } from "./http/request-handler.js";
import { MockOptionsError } from "./options-error.js";
import type { MockProviderOptions, SimulatedProvider } from "./options.js";
import type { Persona } from "./people/persona.js";
import { beforeLibrary } from "./provider/before-library.js";
import { clientMetadata } from "./provider/client-metadata.js";
import { providerConfiguration } from "./provider/configuration.js";
import { compareParsedUris } from "./provider/parsed-uris.js";
import { generateKeys } from "./provider/signing-keys.js";
import { createState } from "./provider-state.js";
import { readOptions } from "./settings.js";

/** A provider that runs in this process. */
export interface MockProvider {
  /** Profile id of the provider that is simulated. */
  readonly provider: SimulatedProvider;
  /** Issuer identifier, without a final slash. */
  readonly issuer: string;
  /** Origin at which the provider is reached. */
  readonly url: string;
  readonly port: number;
  /** Of the first client. */
  readonly clientId: string;
  /** Of the first client; undefined when it authenticates with a key. */
  readonly clientSecret: string | undefined;
  readonly clients: readonly MockClient[];
  /** Who can log in. */
  readonly personas: readonly Persona[];
  /** The settings that a relying party needs, as environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Forgets sessions, codes, tokens, choices and changes of the people. Clients, keys and the address stay. */
  reset(): Promise<void>;
  /** Closes the port and all connections. */
  stop(): Promise<void>;
}

/**
 * Starts a provider on this machine.
 *
 * ```ts
 * const mock = await startMockProvider({ redirectUris: ["http://localhost:3000/auth/callback"] });
 * // … log in as mock.personas[0] …
 * await mock.stop();
 * ```
 *
 * @throws MockOptionsError when an option is wrong, or with `NODE_ENV=production`
 * @throws Error when the port is taken
 */
export async function startMockProvider(options: MockProviderOptions = {}): Promise<MockProvider> {
  const { behavior, port, host, clients, personas } = readOptions(options);
  const metadata = clients.map((client) => clientMetadata(client, behavior));
  const jwks = await generateKeys(behavior.keys);
  const state = createState(behavior, personas);

  const server = await listenOnLoopback(port);
  const url = `http://${host}:${server.port}`;
  const issuer = url + behavior.issuerPath;
  try {
    const configuration = providerConfiguration({ behavior, state, clients: metadata, jwks });
    const provider = new Provider(issuer, configuration);
    if (behavior.redirectUris === "parsed") compareParsedUris(provider);
    provider.use(beforeLibrary(behavior, state));
    await checkClients(provider, clients);
    server.serve(requestHandler({ behavior, state, provider }));
  } catch (error) {
    await server.close();
    throw error;
  }

  const [{ clientId, clientSecret }] = clients;
  return {
    provider: behavior.profile.id as SimulatedProvider,
    issuer,
    url,
    port: server.port,
    clientId,
    clientSecret,
    clients,
    personas,
    environment: {
      MONCOMPTEPRO_PROVIDER: behavior.profile.id,
      MONCOMPTEPRO_ISSUER: issuer,
      MONCOMPTEPRO_CLIENT_ID: clientId,
      ...(clientSecret !== undefined && { MONCOMPTEPRO_CLIENT_SECRET: clientSecret }),
    },
    reset: async () => state.reset(),
    stop: () => server.close(),
  };
}

/** The library reads its clients when they are first used; a mistake must show at the start. */
async function checkClients(provider: Provider, clients: readonly MockClient[]): Promise<void> {
  for (const { clientId } of clients) {
    try {
      // oxlint-disable-next-line no-await-in-loop -- the first mistake is reported
      await provider.Client.find(clientId);
    } catch (cause) {
      const reason = describe(cause);
      throw new MockOptionsError(`Client "${clientId}": ${reason}.`, { cause });
    }
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { message } = error;
  return "error_description" in error ? String(error.error_description) : message;
}
