import type { Provider } from "oidc-provider";
import type { MockClient } from "../client.js";
import type { ArmedFaults } from "../faults/armed-faults.js";
import { falsifyAnswers } from "../faults/falsify-answers.js";
import { MockOptionsError } from "../options-error.js";
import { tellMismatches } from "../registration/tell-mismatches.js";
import type { RequestLog } from "../requests/request-log.js";
import type { MockSettings } from "../settings.js";
import type { ProviderState } from "../state/provider-state.js";
import { aroundLibrary } from "./around-library.js";
import { clientMetadata } from "./client-metadata.js";
import { providerConfiguration } from "./configuration.js";
import { compareParsedUris } from "./parsed-uris.js";
import { requestHandler } from "./request-handler.js";
import { RotatingProvider } from "./rotating-provider.js";
import { generateKeys } from "./signing-keys.js";

export interface ProviderParts {
  readonly settings: MockSettings;
  readonly state: ProviderState;
  readonly faults: ArmedFaults;
  readonly log: RequestLog;
}

/**
 * Gets all ready that does not depend on the address.
 *
 * @returns what starts the provider under an issuer; it throws a MockOptionsError for a client that cannot be registered
 * @throws MockOptionsError for a client that no provider of this kind registers
 */
export async function prepareProvider({
  settings,
  state,
  faults,
  log,
}: ProviderParts): Promise<(issuer: string) => Promise<RotatingProvider>> {
  const { behavior, clients, autoContinue, host, onMismatch } = settings;
  const metadata = clients.map((client) => clientMetadata(client, behavior));
  const jwks = await generateKeys(behavior.keys);
  const registration = { clients: metadata, redirectUris: behavior.redirectUris };
  const configuration = providerConfiguration({ behavior, state, registration, jwks });

  return async (issuer) => {
    const provider = new RotatingProvider({
      issuer,
      configuration,
      jwks,
      generateKeys: () => generateKeys(behavior.keys),
      serve(current, { keys }) {
        if (behavior.redirectUris === "parsed") compareParsedUris(current);
        // The one used last is nearest to the provider: what is recorded is true.
        current.use(falsifyAnswers(faults, keys));
        current.use(log.middleware);
        if (onMismatch !== undefined) current.use(tellMismatches(registration, onMismatch));
        current.use(aroundLibrary(behavior, state, registration, keys));
        return requestHandler({ behavior, state, provider: current, autoContinue, host, faults, log });
      },
    });
    await checkClients(provider.current.provider, clients);
    return provider;
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
