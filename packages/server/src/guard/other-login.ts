import { mistake } from "../errors.js";
import { proofsIn } from "../login/proofs.js";
import { isProvider, ownLoginsOf, type Providers } from "../settings/own-logins.js";
import type { Settings } from "../settings/settings.js";

/** Which logins an application has. */
export type LoginSettings = Pick<Settings, "ownLogins"> & Providers;

/** What a guard requires of the login. */
interface RequiredLogin {
  readonly provider?: readonly string[];
  readonly acr?: unknown;
  readonly secondFactor?: unknown;
  readonly certifiedOfficer?: unknown;
  readonly maxAge?: unknown;
}

/**
 * Refuses names of logins that the application does not have, and what none of the named ones can prove.
 *
 * @throws AuthError `parameter_refused`
 */
export function checkLogins({ provider, ...others }: RequiredLogin, settings: LoginSettings): void {
  if (!provider) return;
  const providers = settings.clients.map(({ profile }) => profile.id);
  // Any name may be one of a login, but a name that was only mistyped would let nobody in.
  const known = [...providers, ...ownLoginsOf(settings)];
  const unknown = provider.filter((name) => !known.includes(name));
  if (unknown.length > 0)
    throw mistake(
      `requireUser(): provider may hold ${known.join(", ")}, and not ${unknown.join(", ")}: the setting ownLogins adds names`,
    );
  const proofs = proofsIn(others);
  if (proofs.length > 0 && !provider.some((name) => isProvider(name, settings.clients)))
    throw mistake(
      `requireUser(): ${proofs.join(" and ")} need ${providers.join(" or ")}: no other login of these proves that`,
    );
}
