import type { Profile, ProfileAlias, ProfileId, UserOf } from "@moncomptepro/profiles";
import type { VerifiedLogin } from "../login/verify-login.js";
import type { ProviderOptions } from "../settings/read-provider-settings.js";
import { createVerifier } from "./create-verifier.js";
import type { ReceivedTokens, Verifier } from "./verifier.js";

/** By the object with the options: one verifier keeps the provider's documents. */
const verifiers = new WeakMap<object, Verifier>();
const NO_OPTIONS = {};

/**
 * Verifies tokens that another library received, with the settings of the environment and these options: the same as
 * `createVerifier(options).verifyLogin(received)`. Give the same object with options each time.
 *
 * @example
 * const { user } = await verifyLogin({ tokens, nonce, acr: ["eidas1-mfa"] }, { provider: "proconnect" });
 *
 * @throws SettingsError with every mistake in the settings at once
 * @throws AuthError with the code that says what is wrong
 */
export async function verifyLogin<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  R extends boolean = true,
>(
  received: ReceivedTokens,
  options: ProviderOptions<P, R> = NO_OPTIONS,
): Promise<VerifiedLogin<UserOf<P, R>>> {
  const verifier = verifiers.get(options) ?? (createVerifier(options) as Verifier);
  verifiers.set(options, verifier);
  return verifier.verifyLogin(received) as Promise<VerifiedLogin<UserOf<P, R>>>;
}
