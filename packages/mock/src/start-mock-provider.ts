import type { Provider } from "oidc-provider";
import type { MockClient } from "./client.js";
import { controlRoutes } from "./control/control-routes.js";
import { ArmedFaults } from "./faults/armed-faults.js";
import { falsifyAnswers } from "./faults/falsify-answers.js";
import { falsifyRequests } from "./faults/falsify-requests.js";
import type { ArmedFault, FaultArguments, FaultName } from "./faults/fault.js";
import { readFault } from "./faults/read-fault.js";
import { logInHeadless, type LogInOptions } from "./headless/log-in.js";
import { type DualServer, listen } from "./http/listen.js";
import { requestHandler } from "./http/request-handler.js";
import { sendLogoutTokens } from "./logout/backchannel-logout.js";
import type { LogoutDelivery } from "./logout/logout-delivery.js";
import { MockOptionsError } from "./options-error.js";
import type { MockProviderOptions, SimulatedProvider } from "./options.js";
import type { Person } from "./people/people.js";
import type { Persona } from "./people/persona.js";
import { beforeLibrary } from "./provider/before-library.js";
import { clientMetadata } from "./provider/client-metadata.js";
import { providerConfiguration } from "./provider/configuration.js";
import { compareParsedUris } from "./provider/parsed-uris.js";
import { RotatingProvider } from "./provider/rotating-provider.js";
import { generateKeys } from "./provider/signing-keys.js";
import { createState } from "./state/provider-state.js";
import type { RecordedRequest } from "./requests/recorded-request.js";
import { RequestLog } from "./requests/request-log.js";
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
  /**
   * Makes the provider answer falsely: the next time, or as often as `times` says.
   *
   * ```ts
   * mock.fault("wrong_signature");
   * mock.fault("slow_answer", { endpoint: "token", seconds: 3, times: "unlimited" });
   * mock.fault("missing_claim", { claim: "siret", person: "town-hall-agent" });
   * ```
   *
   * @returns the fault; its `applied` tells a test whether it happened
   * @throws MockOptionsError for a fault or a setting that does not exist; the message lists those that do
   */
  fault<N extends FaultName>(name: N, ...settings: FaultArguments<N>): ArmedFault;
  /** The faults that have yet to happen, or go on. */
  readonly faults: readonly ArmedFault[];
  /** Forgets the faults and nothing else; `reset` does it too. Answers that one holds back are cut. */
  clearFaults(): void;
  /** What was asked of the provider since the start or the last reset, oldest first; the last thousand. */
  readonly requests: readonly RecordedRequest[];
  /**
   * Logs in without a browser, for tests over HTTP alone.
   *
   * @param authorizationUrl - where the application sends the person
   * @param person - id of the persona, or e-mail
   * @returns the application’s own address to go on with, `code` or `error` in it
   * @throws MockOptionsError for another address, person or organisation than there are
   * @throws Error when the login ends on a page of the provider; the message has what the page says
   */
  logIn(authorizationUrl: string | URL, person: string, options?: LogInOptions): Promise<URL>;
  /**
   * Sends a logout token about a person to every client that has a `backchannelLogoutUri`.
   *
   * @param person - id of the persona, or e-mail
   * @throws MockOptionsError when there is no such person or no such client
   * @throws Error when a client cannot be reached
   */
  backchannelLogout(person: string): Promise<readonly LogoutDelivery[]>;
  /**
   * Forgets sessions, codes, tokens, faults, requests, choices and changes of the people. Clients and the address stay,
   * and the first keys come back.
   */
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
  const { behavior, port, host, allowRemote, autoContinue, clients, personas } = readOptions(options);
  const metadata = clients.map((client) => clientMetadata(client, behavior));
  const jwks = await generateKeys(behavior.keys);
  const state = createState(personas, behavior.lifetimes.session);

  const subOf = (name: string): string | undefined => {
    const person = state.people.byId(name) ?? state.people.byEmail(name);
    return person && behavior.subject.of(person.sub);
  };
  const faults = new ArmedFaults(subOf);
  const log = new RequestLog();
  const known = {
    clients: clients.map(({ clientId }) => clientId),
    people: personas.map(({ id }) => id),
  };

  function findPerson(name: string): Person {
    const person = state.people.byId(name) ?? state.people.byEmail(name);
    if (person !== undefined) return person;
    throw new MockOptionsError(`There is no person ${name}. There are: ${known.people.join(", ")}.`);
  }

  const server = await listen(port, allowRemote);
  const url = `http://${host}:${server.port}`;
  const issuer = url + behavior.issuerPath;
  const rotating = await startOrClose(server, async () => {
    const configuration = providerConfiguration({ behavior, state, clients: metadata, jwks });
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
        current.use(beforeLibrary(behavior, state));
        return requestHandler({ behavior, state, provider: current, autoContinue, host });
      },
    });
    await checkClients(provider.current.provider, clients);
    return provider;
  });

  const [{ clientId, clientSecret }] = clients;
  const mock: MockProvider = {
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
    fault: (name, ...[settings]) => faults.add(readFault(name, settings ?? {}, known)),
    get faults() {
      return faults.all;
    },
    clearFaults: () => faults.reset(),
    get requests() {
      return log.all;
    },
    async logIn(authorizationUrl, name, logInOptions) {
      const address = String(authorizationUrl);
      if (!URL.canParse(address) || new URL(address).origin !== url) {
        throw new MockOptionsError(
          `"${address}" is no address of this provider (${url}): did the application redirect to its login?`,
        );
      }
      const person = findPerson(name);
      const { organization } = logInOptions ?? {};
      const sirets = person.organizations.map(({ siret }) => siret);
      if (organization !== undefined && !sirets.includes(organization)) {
        throw new MockOptionsError(
          `${person.id} has no organisation ${organization}. There are: ${sirets.join(", ")}.`,
        );
      }
      return logInHeadless(authorizationUrl, person.id, logInOptions);
    },
    async backchannelLogout(person) {
      const sub = behavior.subject.of(findPerson(person).sub);
      return sendLogoutTokens({ ...rotating.current, faults, clients, sub });
    },
    reset: async () => {
      for (const part of [state, faults, log, rotating]) part.reset();
    },
    stop: async () => {
      faults.reset();
      await server.close();
    },
  };
  const tokenPath = behavior.mountPath + behavior.routes.token;
  server.serve(controlRoutes(mock, falsifyRequests(faults, { tokenPath, provider: rotating })));
  return mock;
}

/** A port that stays open would keep the process from ending. */
async function startOrClose<T>(server: Pick<DualServer, "close">, start: () => Promise<T>): Promise<T> {
  try {
    return await start();
  } catch (error) {
    await server.close();
    throw error;
  }
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
