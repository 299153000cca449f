import type { ProfileId } from "@moncomptepro/profiles";
import type { MockClient } from "./client.js";
import type { Persona } from "./people/persona.js";

/** Profile id of a provider that can be simulated. */
export type SimulatedProvider = ProfileId;

/** How to start the mock. Everything has a default. */
export interface MockProviderOptions {
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
   * Listens on all addresses of the machine. Anybody who reaches it can log in as anybody. It takes this and a `host` that
   * others can reach; the control route stays with this machine. Default false.
   */
  readonly allowRemote?: boolean;
  /**
   * Logs in whoever a `login_hint` names by e-mail without showing a page, with their first organisation unless
   * `siret_hint` says another. Default false.
   */
  readonly autoContinue?: boolean;
  /** Default `moncomptepro-demo`. */
  readonly clientId?: string;
  /** Default `moncomptepro-demo-secret`. */
  readonly clientSecret?: string;
  /** Default `http://localhost:3000/auth/callback`. */
  readonly redirectUris?: readonly string[];
  /** Default: `/auth/logout/callback` and `/` at the origin of each redirect URI. */
  readonly postLogoutRedirectUris?: readonly string[];
  /** Where {@link MockProvider.backchannelLogout} sends its logout tokens. */
  readonly backchannelLogoutUri?: string;
  /** What the client may ask for, separated by spaces. Default: what a new client of the provider is given. */
  readonly scope?: string;
  /** Default `RS256`, at ProConnect `ES256`. */
  readonly idTokenSignedResponseAlg?: string;
  /** Makes userinfo a JWT; `none` makes it JSON, the default but at ProConnect (`ES256`). */
  readonly userinfoSignedResponseAlg?: string;
  /** All the clients, the first one being the client of {@link MockProvider}; replaces the options above. */
  readonly clients?: readonly [MockClient, ...MockClient[]];
  /** Who can log in. Default: the built-in personas. */
  readonly personas?: readonly Persona[];
}
