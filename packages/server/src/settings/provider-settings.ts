import type { Profile } from "@moncomptepro/profiles";
import type { Log } from "../logger.js";
import type { Algorithms } from "./algorithms.js";
import type { Credentials } from "./credentials.js";
import type { DecryptionKey } from "./decryption-keys.js";

/** Who the application is, and at which provider. */
export interface Client {
  readonly profile: Profile;
  /** As configured; the discovery document may add or drop a final slash. */
  readonly issuer: string;
  readonly clientId: string;
}

/** The settings that say who the provider is, who we are there, and what it may answer. */
export interface ProviderSettings extends Algorithms, Client {
  readonly discovery: string;
  readonly allowInsecureIssuer: boolean;
  readonly credentials: Credentials;
  /** The first one is published. None where the provider encrypts nothing. */
  readonly decryptionKeys: readonly DecryptionKey[];
  readonly scope: string;
  readonly requireOrganization: boolean;
  /** How its variables begin: `MONCOMPTEPRO`, or `PROCONNECT` beside other providers. */
  readonly variables: string;
  readonly logger: Log;
  readonly fetch?: typeof globalThis.fetch;
}
