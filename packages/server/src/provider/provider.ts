import type { Configuration } from "openid-client";
import type { Settings } from "../settings/settings.js";
import { boundedCall } from "./bounded-call.js";
import { callByFetch } from "./call-by-fetch.js";
import { configure } from "./configure.js";
import { discover, type ProviderMetadata } from "./discovery.js";
import { Kept } from "./kept.js";
import type { ProviderCall } from "./provider-call.js";
import { SigningKeys } from "./signing-keys.js";
import { verifyJwt, type JwtRules, type VerifiedJwt } from "./verify-jwt.js";

/** The settings that say who the provider is, who we are there, and what it may answer. */
export type ProviderSettings = Pick<
  Settings,
  | "issuer"
  | "discovery"
  | "profile"
  | "clientId"
  | "credentials"
  | "scope"
  | "idTokenAlgorithms"
  | "userinfoAlgorithms"
  | "userinfoFormats"
  | "logger"
  | "fetch"
>;

/** The provider, met when it is first needed: one that is down stops neither the start nor the application. */
export class Provider {
  readonly settings: ProviderSettings;
  readonly call: ProviderCall;
  readonly #keys: SigningKeys;
  readonly #metadata: Kept<ProviderMetadata>;
  #configured: { metadata: ProviderMetadata; configuration: Promise<Configuration> } | undefined;

  constructor(settings: ProviderSettings) {
    this.settings = settings;
    this.call = settings.fetch ? callByFetch(settings.fetch) : boundedCall;
    this.#metadata = new Kept(() => discover(settings, this.call));
    this.#keys = new SigningKeys(() => this.metadata(), this.call);
  }

  /** The discovery document, checked. */
  metadata(): Promise<ProviderMetadata> {
    return this.#metadata.get();
  }

  /**
   * Verifies a JWT: signed by the provider, for this client.
   *
   * @throws AuthError the code of the rules, or what fetching discovery document and keys throws
   */
  async verify(jwt: string, rules: JwtRules): Promise<VerifiedJwt> {
    const { issuer } = await this.metadata();
    const { clientId, credentials } = this.settings;
    return verifyJwt(jwt, rules, { issuer, clientId, credentials, keys: this.#keys });
  }

  /** What openid-client needs to call the provider as this client. */
  async configuration(): Promise<Configuration> {
    const metadata = await this.metadata();
    const { credentials } = this.settings;
    // A secret that is a function may give another one each time.
    if (credentials.method === "client_secret_post" && typeof credentials.secret === "function") {
      return configure(metadata, this.settings, this.call);
    }
    if (this.#configured?.metadata !== metadata) {
      this.#configured = { metadata, configuration: configure(metadata, this.settings, this.call) };
    }
    return this.#configured.configuration;
  }
}
