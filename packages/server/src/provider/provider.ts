import type { Configuration } from "openid-client";
import type { Settings } from "../settings/settings.js";
import { boundedFetch } from "./bounded-fetch.js";
import { configure } from "./configure.js";
import { discover, type ProviderMetadata } from "./discovery.js";
import type { FetchProvider } from "./fetch-provider.js";
import { Kept } from "./kept.js";
import { SigningKeys } from "./signing-keys.js";

/** The provider, met when it is first needed: one that is down stops neither the start nor the application. */
export class Provider {
  readonly keys: SigningKeys;
  readonly fetch: FetchProvider;
  readonly #settings: Settings;
  readonly #metadata: Kept<ProviderMetadata>;
  #configured: { metadata: ProviderMetadata; configuration: Promise<Configuration> } | undefined;

  constructor(settings: Settings) {
    this.#settings = settings;
    this.fetch = (settings.fetch as FetchProvider | undefined) ?? boundedFetch;
    this.#metadata = new Kept(() => discover(settings, this.fetch));
    this.keys = new SigningKeys(() => this.metadata(), this.fetch);
  }

  /** The discovery document, checked. */
  metadata(): Promise<ProviderMetadata> {
    return this.#metadata.get();
  }

  /** What openid-client needs to call the provider as this client. */
  async configuration(): Promise<Configuration> {
    const metadata = await this.metadata();
    const { credentials } = this.#settings;
    // A secret that is a function may give another one each time.
    if (credentials.method === "client_secret_post" && typeof credentials.secret === "function") {
      return configure(metadata, this.#settings, this.fetch);
    }
    if (this.#configured?.metadata !== metadata) {
      this.#configured = { metadata, configuration: configure(metadata, this.#settings, this.fetch) };
    }
    return this.#configured.configuration;
  }
}
