import { authorizationParameters } from "../login/authorization-request.js";
import type { AskedLogin } from "../login/login-options.js";
import { PROOFS } from "../login/proofs.js";
import { Provider } from "../provider/provider.js";
import { isBuilding } from "../settings/is-building.js";
import { readProviderSettings, type ProviderOptions } from "../settings/read-provider-settings.js";
import { askedOf, type LoginWishes } from "./wishes.js";

/** What every login through another library asks for. */
export type LibraryOptions = Pick<LoginWishes, (typeof PROOFS)[number]>;

/** `next build` runs the application's modules on machines that have none of its settings. */
const IN_A_BUILD = {
  MONCOMPTEPRO_CLIENT_ID: "none-in-a-build",
  MONCOMPTEPRO_CLIENT_SECRET: "none-in-a-build",
};

/**
 * The provider of a login whose sessions and routes are not ours.
 *
 * @throws SettingsError with every mistake in the settings at once
 */
export function providerOf(options: ProviderOptions): Provider {
  const hasKey = options.privateKey ?? process.env["MONCOMPTEPRO_PRIVATE_KEY"];
  return new Provider(
    readProviderSettings(options, isBuilding() && !hasKey ? { ...IN_A_BUILD, ...process.env } : process.env),
  );
}

/**
 * The provider of a library's logins, and what each of them asks for: refused now, and not when the first person comes.
 *
 * @throws SettingsError; AuthError `parameter_refused` when the provider can never prove what is asked
 */
export function readLibraryOptions(options: ProviderOptions & LibraryOptions): {
  provider: Provider;
  asked: Pick<AskedLogin, "acr" | "secondFactor" | "maxAge">;
} {
  const names: readonly string[] = PROOFS;
  const part = (isOne: (name: string) => boolean): object =>
    Object.fromEntries(Object.entries(options).filter(([name]) => isOne(name)));
  const provider = providerOf(part((name) => !names.includes(name)));
  const asked = askedOf(
    part((name) => names.includes(name)),
    "the options",
    provider.settings.profile,
  );
  authorizationParameters(asked, provider.settings.profile);
  return { provider, asked };
}
