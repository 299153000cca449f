import { moncomptepro } from "./moncomptepro.js";
import { proconnect } from "./proconnect.js";
import type { Profile } from "./profile.js";
import type { MonCompteProUser, ProConnectUser, User } from "./user.js";

/** The type of user that each built-in profile gives, by profile id or former name. */
interface Users {
  moncomptepro: MonCompteProUser;
  proconnect: ProConnectUser;
  agentconnect: ProConnectUser;
}

export type ProfileAlias = "agentconnect";
export type ProfileId = Exclude<keyof Users, ProfileAlias>;

/** The type of user that a profile, or the profile of a name, gives. */
export type UserOf<P extends ProfileId | ProfileAlias | Profile> = P extends keyof Users
  ? Users[P]
  : P extends Profile<infer U>
    ? U
    : User;

/** The built-in profiles by id. */
export const profiles: { readonly [P in ProfileId]: Profile<Users[P]> } = { moncomptepro, proconnect };

/** Former names that still lead to a profile. */
const aliases: Readonly<Record<ProfileAlias, ProfileId>> = { agentconnect: "proconnect" };

/**
 * Finds a built-in profile by its id or a former name.
 *
 * @returns the profile, with `deprecated` set when the name is a former one; undefined when nothing has that name
 */
export function findProfile(name: string): { profile: Profile; deprecated: boolean } | undefined {
  if (Object.hasOwn(profiles, name)) return { profile: profiles[name as ProfileId], deprecated: false };
  if (Object.hasOwn(aliases, name)) {
    return { profile: profiles[aliases[name as ProfileAlias]], deprecated: true };
  }
  return undefined;
}
