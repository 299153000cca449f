import { profiles, type Profile } from "@moncomptepro/profiles";
import type { Problem } from "./problem.js";

/** What the name of a login may be. */
export const LOGIN_NAME: RegExp = /^[\w-]{1,40}$/;

/** What of the settings says which names are the application's. */
interface Names {
  readonly ownLogins?: readonly string[];
}

/** What of the settings says which names are those of providers. */
export interface Providers {
  readonly clients: readonly { readonly profile: Pick<Profile, "id"> }[];
}

/** The names that the application gave to its own logins; the first one is the default. */
export function ownLoginsOf({ ownLogins }: Names): readonly [string, ...string[]] {
  const [first = "local", ...others] = ownLogins ?? [];
  return [first, ...others];
}

/** Says whether a name is one of a login of the application's own. Without the setting any is that no provider has. */
export function isOwnLogin(name: string, { ownLogins, clients }: Names & Providers): boolean {
  if (ownLogins) return ownLogins.includes(name);
  return LOGIN_NAME.test(name) && !isProvider(name, clients) && !Object.hasOwn(profiles, name);
}

/** Says whether one of the application's providers has this name. */
export function isProvider(name: string, clients: Providers["clients"]): boolean {
  return clients.some(({ profile }) => profile.id === name);
}

/** A profile of the application's own may have any id. */
export function checkOwnLogins(
  names: readonly string[] | undefined,
  profileId: string | undefined,
  problems: Problem[],
): void {
  if (profileId === undefined || !names?.includes(profileId)) return;
  problems.push({ setting: "ownLogins", message: `must not hold ${profileId}, the name of the provider` });
}
