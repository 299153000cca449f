import type { ProfileId } from "@moncomptepro/profiles";
import type { MockClient, SingleClientOptions } from "./client.js";
import type { Persona } from "./people/persona.js";

/** Profile id of a provider that can be simulated. */
export type SimulatedProvider = ProfileId;

/** How to start the mock, with what there is to say of an only client. Everything has a default. */
export interface MockProviderOptions extends SingleClientOptions {
  /** Which provider to simulate, by profile id. Default `moncomptepro`. */
  readonly provider?: SimulatedProvider;
  /** Default 0: any free port. */
  readonly port?: number;
  /**
   * Name under which the provider is reached: `localhost` (default) or another name of this machine's loopback; any name
   * with {@link allowRemote}.
   */
  readonly host?: string;
  /**
   * Listens on all addresses of the machine. Any user who reaches it can log in as any person. It takes this and a `host` that
   * others can reach; the control route stays with this machine. Default false.
   */
  readonly allowRemote?: boolean;
  /**
   * Logs in the person whom a `login_hint` names by e-mail without showing a page, with their first organisation unless
   * `siret_hint` says another. Default false.
   */
  readonly autoContinue?: boolean;
  /** All the clients, the first one being the client of {@link MockProvider}; replaces what is said of an only client. */
  readonly clients?: readonly [MockClient, ...MockClient[]];
  /** Who can log in. Default: the built-in personas. */
  readonly personas?: readonly Persona[];
  /**
   * Is told, in lines to print, what a request says otherwise than it is registered: the client id, the redirect URI, the
   * post-logout redirect URI, the scope, how the client proves who it is. No secret is in them. Default: no function; the
   * command prints them.
   */
  readonly onMismatch?: (lines: string) => void;
}
