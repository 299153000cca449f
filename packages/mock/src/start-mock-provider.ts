import { controlRoutes } from "./control/control-routes.js";
import { ArmedFaults } from "./faults/armed-faults.js";
import { falsifyRequests } from "./faults/falsify-requests.js";
import { addressesFor, listen, type DualServer } from "./http/listen.js";
import type { MockProvider } from "./mock-provider.js";
import type { MockProviderOptions } from "./options.js";
import { prepareProvider } from "./provider/prepare-provider.js";
import { RequestLog } from "./requests/request-log.js";
import { runningMock } from "./running-mock.js";
import { readOptions } from "./settings.js";
import { createState } from "./state/provider-state.js";

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
  const settings = readOptions(options);
  const { behavior, port, host, allowRemote, personas } = settings;
  const state = createState(personas, behavior.lifetimes.session);
  const faults = new ArmedFaults((name) => {
    const person = state.people.find(name);
    return person && behavior.subject.of(person.sub);
  });
  const log = new RequestLog();
  // What is wrong with a client shows before a port is opened.
  const startProvider = await prepareProvider({ settings, state, faults, log });

  const server = await listen(port, addressesFor(host, allowRemote));
  const url = `http://${host}:${server.port}`;
  const provider = await startOrClose(server, () => startProvider(url + behavior.issuerPath));
  const mock = runningMock({ settings, state, faults, log, provider, server, url });
  const tokenPath = behavior.mountPath + behavior.routes.token;
  server.serve(controlRoutes(mock, falsifyRequests(faults, { tokenPath, provider })));
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
