import type { Endpoint } from "../endpoint.js";

/** How a client proved who it is. */
export type ClientAuthentication = "client_secret_basic" | "client_secret_post" | "private_key_jwt" | "none";

/** A request of a relying party, or of a browser that it sent, as the provider understood it. */
export interface RecordedRequest {
  readonly endpoint: Endpoint;
  readonly method: string;
  /**
   * Parameters of the query or of the form, as they came. What opens something is shortened to `[redacted]`: secrets,
   * assertions, codes, verifiers and tokens; an answer to the control route, or a failed test, must not spread them.
   */
  readonly parameters: Readonly<Record<string, string | readonly string[]>>;
  /** Id of the client, where the request says it or a token does. */
  readonly client: string | undefined;
  /** At the endpoints where a client proves who it is. */
  readonly clientAuthentication: ClientAuthentication | undefined;
  /** `sub` of whom the answer is about, where it is known. */
  readonly sub: string | undefined;
  /** HTTP status of the true answer, whatever a fault made of it. */
  readonly status: number;
  /** The error that the provider answered, for example `invalid_grant`. */
  readonly error: string | undefined;
}
