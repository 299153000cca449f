import { isLoopbackName } from "@moncomptepro/profiles";
import type { MockClient, SingleClientOptions } from "./client.js";
import { clientFlags } from "./clients/client-options.js";
import { nearest } from "./files/nearest.js";
import { MockOptionsError } from "./options-error.js";
import type { MockProviderOptions } from "./options.js";
import type { Persona } from "./people/persona.js";
import { personas as builtInPersonas } from "./people/personas.js";
import type { ProviderBehavior } from "./provider/behavior.js";
import { behaviors, DEFAULT_PROVIDER, findBehavior } from "./provider/registry.js";

/** Where an application is told to be that says nothing. */
export const DEFAULT_REDIRECT_URI = "http://localhost:3000/auth/callback";

const singleClientOptions = clientFlags.map(({ option }) => option);

/** The names of all options; one left out here does not compile. */
const OPTIONS: readonly string[] = [
  ...singleClientOptions,
  ...Object.keys({
    provider: true,
    port: true,
    host: true,
    allowRemote: true,
    autoContinue: true,
    clients: true,
    personas: true,
    onMismatch: true,
  } satisfies Record<Exclude<keyof MockProviderOptions, keyof SingleClientOptions>, true>),
];

/** The options, checked and complete. */
export interface MockSettings {
  readonly behavior: ProviderBehavior;
  readonly port: number;
  readonly host: string;
  readonly allowRemote: boolean;
  readonly autoContinue: boolean;
  readonly clients: readonly [MockClient, ...MockClient[]];
  readonly personas: readonly Persona[];
  readonly onMismatch: MockProviderOptions["onMismatch"];
}

/**
 * Checks the options and fills in the defaults.
 *
 * @throws MockOptionsError
 */
export function readOptions(options: MockProviderOptions): MockSettings {
  if (process.env.NODE_ENV === "production") {
    throw new MockOptionsError(
      "The mock provider lets any user log in as any person, so it does not start with NODE_ENV=production.",
    );
  }

  for (const name of Object.keys(options)) {
    if (!OPTIONS.includes(name)) {
      const meant = nearest(name, OPTIONS);
      const advice = meant ? `Perhaps ${meant} was meant` : `Known options: ${OPTIONS.join(", ")}`;
      throw new MockOptionsError(`Unknown option "${name}". ${advice}.`);
    }
  }
  const {
    provider = DEFAULT_PROVIDER,
    port = 0,
    allowRemote = false,
    autoContinue = false,
    clients = [onlyClient(options)],
    onMismatch,
  } = options;
  // As every client writes the issuer.
  const host = (options.host ?? "localhost").toLowerCase();
  const behavior = findBehavior(provider);
  if (behavior === undefined) {
    const known = Object.keys(behaviors).join(", ");
    throw new MockOptionsError(`The provider "${provider}" cannot be simulated. Known: ${known}.`);
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new MockOptionsError(`The port must be a whole number from 0 to 65535, not ${port}.`);
  }
  checkHost(host, allowRemote);
  if (clients.length === 0) throw new MockOptionsError("At least one client is needed.");
  const { personas = behavior.personas ?? builtInPersonas } = options;
  if (personas.length === 0) throw new MockOptionsError("At least one person is needed.");
  return {
    behavior,
    port,
    host,
    allowRemote,
    autoContinue,
    clients,
    personas,
    onMismatch,
  };
}

/** To be reached from elsewhere takes two words: a name that means more than this machine, and the leave to use it. */
function checkHost(host: string, allowRemote: boolean): void {
  const isLocal = isLoopbackName(host);
  if (!isLocal && !allowRemote) {
    throw new MockOptionsError(
      `The mock listens on this machine only: the host must be localhost, a name under it, 127.0.0.1 or [::1], not ${host}, unless allowRemote (--allow-remote) says otherwise.`,
    );
  }
  if (allowRemote && (isLocal || /^(?:0\.0\.0\.0|\[::\])$/.test(host) || !isHostName(host))) {
    throw new MockOptionsError(
      `With allowRemote (--allow-remote), the host must be the name under which others reach this machine, for example mock.example, not ${host}.`,
    );
  }
}

/** Says whether a name is spelled as every client writes it in an address. */
function isHostName(name: string): boolean {
  const address = `http://${name}/`;
  return URL.canParse(address) && new URL(address).hostname === name;
}

/** Where an application that uses the server helper of this kit comes back to after a logout, or its home page. */
function usualLogoutUris(redirectUri: string): string[] {
  if (!URL.canParse(redirectUri)) return [];
  const { origin } = new URL(redirectUri);
  return [`${origin}/auth/logout/callback`, `${origin}/`];
}

function onlyClient(options: SingleClientOptions): MockClient {
  const { redirectUris = [DEFAULT_REDIRECT_URI] } = options;
  const said = singleClientOptions.filter((name) => options[name] !== undefined);
  return {
    clientId: "moncomptepro-demo",
    clientSecret: "moncomptepro-demo-secret",
    postLogoutRedirectUris: redirectUris.flatMap(usualLogoutUris),
    ...Object.fromEntries(said.map((name) => [name, options[name]])),
    redirectUris,
  };
}
