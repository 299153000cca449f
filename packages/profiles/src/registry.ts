import { franceconnectPlus } from "./franceconnect-plus.js";
import { franceconnect } from "./franceconnect.js";
import type { ProSanteConnectUser } from "./health-professional.js";
import { moncomptepro } from "./moncomptepro.js";
import { proSanteConnect } from "./pro-sante-connect.js";
import { proconnect } from "./proconnect.js";
import type { Profile } from "./profile.js";
import type {
  FranceConnectPlusUser,
  FranceConnectUser,
  MonCompteProUser,
  ProConnectUser,
  User,
} from "./user.js";

/** The type of user that each built-in profile gives, by profile id or former name. */
interface Users {
  moncomptepro: MonCompteProUser;
  proconnect: ProConnectUser;
  agentconnect: ProConnectUser;
  franceconnect: FranceConnectUser;
  "franceconnect-plus": FranceConnectPlusUser;
  "pro-sante-connect": ProSanteConnectUser;
}

/** Former names of built-in profiles. */
export type ProfileAlias = "agentconnect";
/** Names of the built-in profiles. */
export type ProfileId = Exclude<keyof Users, ProfileAlias>;

type Given<P extends ProfileId | ProfileAlias | Profile> = P extends keyof Users
  ? Users[P]
  : P extends Profile<infer U>
    ? U
    : User;

/** The same user for an application that does not require an organisation. */
export type OptionalOrganization<U extends User> = U extends User
  ? Omit<U, "organization"> & Pick<User, "organization">
  : never;

/**
 * The type of user that a profile, or the profile of a name, gives.
 *
 * @typeParam RequiresOrganization - what the setting `requireOrganization` says
 */
export type UserOf<
  P extends ProfileId | ProfileAlias | Profile,
  RequiresOrganization extends boolean = true,
> = [RequiresOrganization] extends [true] ? Given<P> : OptionalOrganization<Given<P>>;

/** The built-in profiles by id. */
export const profiles: { readonly [P in ProfileId]: Profile<Users[P]> } = {
  moncomptepro,
  proconnect,
  franceconnect,
  "franceconnect-plus": franceconnectPlus,
  "pro-sante-connect": proSanteConnect,
};

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
