import { isLoopbackName } from "@moncomptepro/profiles";
import type { ArmedFaults } from "./faults/armed-faults.js";
import { readFault } from "./faults/read-fault.js";
import { logInHeadless } from "./headless/log-in.js";
import { addressesFor, type DualServer } from "./http/listen.js";
import { sendLogoutTokens } from "./logout/backchannel-logout.js";
import type { MockProvider } from "./mock-provider.js";
import { MockOptionsError } from "./options-error.js";
import type { SimulatedProvider } from "./options.js";
import type { Person } from "./people/people.js";
import { discoveryPath } from "./provider/discovery-path.js";
import type { RotatingProvider } from "./provider/rotating-provider.js";
import type { RequestLog } from "./requests/request-log.js";
import type { MockSettings } from "./settings.js";
import type { ProviderState } from "./state/provider-state.js";

/** What a provider that runs is made of. */
export interface RunningParts {
  readonly settings: MockSettings;
  readonly state: ProviderState;
  readonly faults: ArmedFaults;
  readonly log: RequestLog;
  readonly provider: RotatingProvider;
  readonly server: DualServer;
  /** Origin at which the provider is reached. */
  readonly url: string;
}

/** What a test holds of a provider that runs. */
export function runningMock(parts: RunningParts): MockProvider {
  const { settings, state, faults, log, provider, server, url } = parts;
  const { behavior, clients, personas } = settings;
  const [{ clientId, clientSecret }] = clients;
  const issuer = url + behavior.issuerPath;
  const known = {
    clients: clients.map((client) => client.clientId),
    people: personas.map(({ id }) => id),
  };

  function findPerson(name: string): Person {
    const person = state.people.find(name);
    if (person !== undefined) return person;
    throw new MockOptionsError(`Unknown person ${name}. Known people: ${known.people.join(", ")}.`);
  }

  return {
    provider: behavior.profile.id as SimulatedProvider,
    issuer,
    discovery: issuer + discoveryPath(behavior.profile),
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
      ...(!isLoopbackName(settings.host) && { MONCOMPTEPRO_ALLOW_INSECURE_ISSUER: "true" }),
    },
    fault: (name, ...[faultSettings]) => faults.add(readFault(name, faultSettings ?? {}, known)),
    get faults() {
      return faults.all;
    },
    clearFaults: () => faults.reset(),
    get requests() {
      return log.all;
    },
    async logIn(authorizationUrl, name, options) {
      const address = String(authorizationUrl);
      if (!URL.canParse(address) || new URL(address).origin !== url) {
        throw new MockOptionsError(
          `"${address}" is not an address of this provider (${url}): did the application redirect to its login?`,
        );
      }
      const person = findPerson(name);
      checkOrganization(person, options?.organization);
      const [only, ...others] = person.organizations;
      const usual = only !== undefined && others.length === 0 ? { organization: only.siret } : {};
      const [connectTo] = addressesFor(settings.host, false);
      return logInHeadless(authorizationUrl, { ...usual, ...options, person: person.id, connectTo });
    },
    async backchannelLogout(name) {
      const sub = behavior.subject.of(findPerson(name).sub);
      return sendLogoutTokens({ ...provider.current, faults, clients, sub });
    },
    reset: async () => {
      for (const part of [state, faults, log, provider]) part.reset();
    },
    stop: async () => {
      faults.reset();
      await server.close();
    },
  };
}

function checkOrganization({ id, organizations }: Person, siret: string | undefined): void {
  const sirets = organizations.map((organization) => organization.siret);
  if (siret === undefined || sirets.includes(siret)) return;
  throw new MockOptionsError(
    `${id} has no organisation ${siret}. Known organisations: ${sirets.join(", ")}.`,
  );
}
