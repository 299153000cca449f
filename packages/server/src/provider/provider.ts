import type { ClientAuth, Configuration } from "openid-client";
import { AuthError } from "../errors.js";
import type { ProviderSettings } from "../settings/provider-settings.js";
import { boundedCall } from "./bounded-call.js";
import { CachedDocument } from "./cached-document.js";
import { callByFetch } from "./call-by-fetch.js";
import { authentication, configure } from "./configure.js";
import { decryptJwt, isEncrypted } from "./decrypt-jwt.js";
import { discover, type ProviderMetadata } from "./discovery.js";
import type { ProviderCall } from "./provider-call.js";
import { advertised, SeenAlgorithms } from "./seen-algorithms.js";
import { SigningKeys } from "./signing-keys.js";
import { verifyJwt, type JwtRules, type VerifiedJwt } from "./verify-jwt.js";

/** The provider, met when it is first needed: one that is down stops neither the start nor the application. */
export class Provider {
  readonly settings: ProviderSettings;
  readonly call: ProviderCall;
  readonly algorithms: SeenAlgorithms = new SeenAlgorithms();
  readonly #keys: SigningKeys;
  readonly #metadata: CachedDocument<ProviderMetadata>;
  #configured: { metadata: ProviderMetadata; configuration: Promise<Configuration> } | undefined;

  constructor(settings: ProviderSettings) {
    this.settings = settings;
    this.call = settings.fetch ? callByFetch(settings.fetch) : boundedCall;
    this.#metadata = new CachedDocument(
      () => discover(settings, this.call),
      (error) => this.#reportStale("discovery document", error),
    );
    this.#keys = new SigningKeys(
      async () => (await this.metadata()).jwks_uri,
      this.call,
      (error) => this.#reportStale("set of keys", error),
    );
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
    const metadata = await this.metadata();
    const { clientId, credentials } = this.settings;
    const parties = { issuer: metadata.issuer, clientId, credentials, keys: this.#keys };
    // Discovery announces no algorithms of it that a login would be bound to.
    if (rules.invalid === "introspection_invalid") return verifyJwt(jwt, rules, parties);
    const kind = rules.invalid === "userinfo_invalid" ? "userinfo" : "idToken";
    const announced =
      kind === "userinfo"
        ? metadata.userinfo_signing_alg_values_supported
        : metadata.id_token_signing_alg_values_supported;
    const verified = await verifyJwt(
      jwt,
      { ...rules, algorithms: advertised(rules.algorithms, announced) },
      parties,
    );
    // Who sends a logout token is unknown: it teaches nothing.
    if (rules.invalid === "logout_token_invalid")
      this.algorithms.compare(kind, verified.algorithm, rules.invalid);
    else this.algorithms.learn(kind, verified.algorithm, rules.invalid);
    return verified;
  }

  /** How this client proves who it is, where openid-client makes no call of its own. */
  authentication(): Promise<ClientAuth> {
    return authentication(this.settings.credentials);
  }

  /**
   * Opens what the provider encrypted to this client; see {@link decryptJwt}.
   *
   * @throws AuthError the code given, or what fetching the discovery document throws
   */
  async decrypt(jwt: string, invalid: JwtRules["invalid"]): Promise<string> {
    const { clientId, decryptionKeys: keys, profile } = this.settings;
    const { encryption } = invalid === "userinfo_invalid" ? profile.userinfo : profile.idToken;
    if (!encryption) return jwt;
    return decryptJwt(jwt, invalid, { encryption, keys, clientId, issuer: (await this.metadata()).issuer });
  }

  /** The same for what may come unencrypted: a logout token, an ID token that another library opened. */
  async decryptWhatIs(jwt: string, invalid: JwtRules["invalid"]): Promise<string> {
    return isEncrypted(jwt) ? this.decrypt(jwt, invalid) : jwt;
  }

  /** What openid-client needs to call the provider as this client. */
  async configuration(): Promise<Configuration> {
    const metadata = await this.metadata();
    const { credentials } = this.settings;
    // A secret that is a function may give another one each time.
    if (credentials.method !== "private_key_jwt" && typeof credentials.secret === "function") {
      return this.#configure(metadata);
    }
    if (this.#configured?.metadata !== metadata) {
      this.#configured = { metadata, configuration: this.#configure(metadata) };
    }
    return this.#configured.configuration;
  }

  #configure(metadata: ProviderMetadata): Promise<Configuration> {
    return configure(metadata, this.settings, this.call, (jwt) => this.decrypt(jwt, "id_token_invalid"));
  }

  #reportStale(what: string, error: unknown): void {
    const hint = error instanceof AuthError ? error.hint : undefined;
    this.settings.logger.warn(
      "provider_data_kept",
      `The provider’s ${what} could not be renewed: the previous one stays in use.`,
      {
        ...(hint && { hint }),
      },
    );
  }
}
