import type { JWTVerifyGetKey } from "jose";
import { AuthError } from "../errors.js";
import { loadJose } from "../lazy-libraries.js";
import { CachedDocument } from "./cached-document.js";
import { parseJsonObject } from "./parse-json.js";
import type { ProviderCall } from "./provider-call.js";

/** Renewals in a row that unknown keys may cause, and milliseconds until one more is allowed. */
const BURST = 5;
const REFILL = 30_000;

/**
 * The provider's signing keys. A key that is not known yet is looked for immediately, because keys rotate (OpenID
 * Connect Core 1.0 section 10.1.1); but not without a limit, because an attacker can make up key ids.
 */
export class SigningKeys {
  readonly #keySet: CachedDocument<JWTVerifyGetKey>;
  #renewals = BURST;
  #refilledAt = Date.now();

  /**
   * @param address - gives the address of the set of keys
   * @param report - called when the set in use could not be renewed
   */
  constructor(address: () => Promise<string>, call: ProviderCall, report: (error: unknown) => void) {
    this.#keySet = new CachedDocument(async () => fetchKeys(await address(), call), report);
  }

  get(): Promise<JWTVerifyGetKey> {
    return this.#keySet.get();
  }

  /** The keys, fetched again; undefined when unknown keys have caused too many renewals. */
  async renewed(): Promise<JWTVerifyGetKey | undefined> {
    const refilled = Math.floor((Date.now() - this.#refilledAt) / REFILL);
    // Below zero the clock was set back: from now on it counts as it goes.
    if (refilled !== 0) {
      this.#renewals = Math.min(BURST, this.#renewals + Math.max(0, refilled));
      this.#refilledAt = Date.now();
    }
    if (this.#renewals === 0) return undefined;
    this.#renewals -= 1;
    return this.#keySet.renew();
  }
}

async function fetchKeys(address: string, call: ProviderCall): Promise<JWTVerifyGetKey> {
  const { status, text } = await call(address, { headers: { accept: "application/json" } });
  if (status !== 200) {
    throw new AuthError("provider_error", {
      hint: `the provider's keys at ${address}: the answer has the status ${status}`,
    });
  }
  const { keys } = parseJsonObject(text, "the set of the provider's keys");
  if (!Array.isArray(keys))
    throw new AuthError("provider_error", { hint: "the provider's key set has no usable key" });

  const { createLocalJWKSet } = await loadJose();
  // Symmetric keys have no place in a public document: with a trusted one, everyone could sign.
  const asymmetric = keys.filter((key: { kty?: unknown } | null) => key?.kty && key.kty !== "oct");
  return createLocalJWKSet({ keys: asymmetric });
}
