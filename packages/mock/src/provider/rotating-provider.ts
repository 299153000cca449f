import { EventEmitter } from "node:events";
import type { RequestListener } from "node:http";
import type { JWK } from "jose";
import { Provider, type Configuration } from "oidc-provider";
import { reportError } from "../http/report-error.js";

/** Private keys, as a set. */
export interface KeySet {
  readonly keys: JWK[];
}

export interface ProviderSource {
  readonly issuer: string;
  readonly configuration: Configuration;
  /** The keys to begin with. */
  readonly jwks: KeySet;
  /** Makes others like them. */
  readonly generateKeys: () => Promise<KeySet>;
  /** Makes the web server of a provider with these keys. */
  readonly serve: (provider: Provider, jwks: KeySet) => RequestListener;
}

/** A provider with its keys. */
interface Running {
  readonly provider: Provider;
  readonly jwks: KeySet;
  readonly listener: RequestListener;
}

/**
 * A provider whose keys can be replaced. oidc-provider keeps those that it was made with, so another one takes over,
 * with the same sessions, codes and clients.
 */
export class RotatingProvider {
  readonly #source: ProviderSource;
  readonly #first: Running;
  #current: Running;

  constructor(source: ProviderSource) {
    this.#source = source;
    this.#first = this.#make(source.jwks);
    this.#current = this.#first;
  }

  /** The one with the keys of now. */
  get current(): Running {
    return this.#current;
  }

  async rotateKeys(): Promise<void> {
    this.#current = this.#make(await this.#source.generateKeys());
  }

  /** Takes the first keys again. */
  reset(): void {
    this.#current = this.#first;
  }

  #make(jwks: KeySet): Running {
    const { issuer, configuration, serve } = this.#source;
    const provider = new Provider(issuer, { ...configuration, jwks });
    // An event of Koa, which the types of oidc-provider do not know.
    EventEmitter.prototype.on.call(provider, "error", reportError);
    return { provider, jwks, listener: serve(provider, jwks) };
  }
}
