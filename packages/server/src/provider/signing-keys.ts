import type { JWTVerifyGetKey } from "jose";
import { AuthError } from "../errors.js";
import { Kept } from "./kept.js";
import { parseJsonObject } from "./parse-json.js";
import type { ProviderCall } from "./provider-call.js";
import type { ProviderMetadata } from "./discovery.js";

/** Renewals in a row that unknown keys may cause, and milliseconds until one more is allowed. */
const BURST = 5;
const REFILL = 30_000;

/**
 * The provider's signing keys. A key that is not known yet is looked for at once, for keys rotate (OpenID Connect Core
 * 1.0 section 10.1.1); but not for ever, for anybody can make up key ids.
 */
export class SigningKeys {
  readonly #kept: Kept<JWTVerifyGetKey>;
  #renewals = BURST;
  #refilledAt = Date.now();

  constructor(metadata: () => Promise<ProviderMetadata>, call: ProviderCall) {
    this.#kept = new Kept(async () => fetchKeys((await metadata()).jwks_uri, call));
  }

  get(): Promise<JWTVerifyGetKey> {
    return this.#kept.get();
  }

  /** The keys fetched anew; undefined when unknown keys have caused too many renewals. */
  async renewed(): Promise<JWTVerifyGetKey | undefined> {
    const refilled = Math.floor((Date.now() - this.#refilledAt) / REFILL);
    if (refilled > 0) {
      this.#renewals = Math.min(BURST, this.#renewals + refilled);
      this.#refilledAt = Date.now();
    }
    if (this.#renewals === 0) return undefined;
    this.#renewals -= 1;
    return this.#kept.renew();
  }
}

async function fetchKeys(address: string, call: ProviderCall): Promise<JWTVerifyGetKey> {
  const { status, text } = await call(address, { headers: { accept: "application/json" } });
  if (status !== 200) {
    throw new AuthError("provider_error", {
      hint: `the provider's keys at ${address} answer ${status}`,
    });
  }
  const { keys } = parseJsonObject(text, "the set of the provider's keys");
  if (!Array.isArray(keys))
    throw new AuthError("provider_error", { hint: "the provider's set of keys has none" });

  const { createLocalJWKSet } = await import("jose");
  // Symmetric keys have no place in a public document: trusting one would let anybody sign.
  const asymmetric = keys.filter((key: { kty?: unknown } | null) => key?.kty && key.kty !== "oct");
  return createLocalJWKSet({ keys: asymmetric });
}
