import type { MockClient } from "./client.js";
import type { ArmedFault, FaultArguments, FaultName } from "./faults/fault.js";
import type { LogInOptions } from "./headless/log-in.js";
import type { LogoutDelivery } from "./logout/logout-delivery.js";
import type { SimulatedProvider } from "./options.js";
import type { Persona } from "./people/persona.js";
import type { RecordedRequest } from "./requests/recorded-request.js";

/** A provider that runs in this process. */
export interface MockProvider {
  /** Profile id of the provider that is simulated. */
  readonly provider: SimulatedProvider;
  /** Issuer identifier, without a final slash. */
  readonly issuer: string;
  /** Address of the discovery document. */
  readonly discovery: string;
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
   * Logs in without a browser, for tests over HTTP alone. What a page offers for a level is taken.
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
