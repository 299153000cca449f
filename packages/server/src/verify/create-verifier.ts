import type { Profile, ProfileAlias, ProfileId, UserOf } from "@moncomptepro/profiles";
import type { ProviderOptions } from "../settings/read-provider-settings.js";
import { providerOf } from "./provider-of.js";
import { verifierOf } from "./verifier-of.js";
import type { Verifier } from "./verifier.js";

/**
 * Sets up the verified login of an application that has its own sessions and routes. Reads no network: the provider is
 * met at the first login, and its documents are kept, so that one verifier serves the whole process.
 *
 * @example
 * const { startLogin, finishLogin } = createVerifier({ provider: "proconnect" });
 * const { location, started } = await startLogin({ redirectUri });
 * const { user } = await finishLogin(new URL(request.url).searchParams, started);
 *
 * @param options - what the environment does not say
 * @throws SettingsError with every mistake in the settings at once
 */
export function createVerifier<
  P extends ProfileId | ProfileAlias | Profile = "moncomptepro",
  R extends boolean = true,
>(options: ProviderOptions<P, R> = {}): Verifier<UserOf<P, R>> {
  // The profile made the user, so its type is the profile's.
  return verifierOf(providerOf(options)) as Verifier<UserOf<P, R>>;
}
