import type { Profile, ProfileAlias, ProfileId, User, UserOf } from "@moncomptepro/profiles";
import type { OwnUser } from "../session/own-user.js";

/** What of the settings of one of several providers says who its people are. */
interface Entry {
  readonly profile?: Profile;
  readonly requireOrganization?: boolean;
}

type Entries = Readonly<Record<string, Entry>>;

/** The people of several providers, told apart by `provider`. */
type UsersOfEntries<Ps extends Entries, R extends boolean> = {
  [Id in keyof Ps & string]: Ps[Id] extends { readonly profile: Profile }
    ? User & { readonly provider: Id }
    : Id extends ProfileId
      ? UserOf<Id, RequiresOrganization<Ps[Id], R>>
      : never;
}[keyof Ps & string];

type RequiresOrganization<Given extends Entry, R extends boolean> = Given extends {
  readonly requireOrganization: infer Own extends boolean;
}
  ? Own
  : R;

/** The people whom the providers of an application log in. */
export type ProviderUsers<
  P extends ProfileId | ProfileAlias | Profile,
  R extends boolean,
  Ps extends Entries,
> = [Ps] extends [never] ? UserOf<P, R> : UsersOfEntries<Ps, R>;

/**
 * The people of an application: those of its providers, and of its own logins.
 *
 * @typeParam L - names of its own logins, where it names them
 * @typeParam R - whether an organisation is required
 * @typeParam Ps - its providers, where there are several
 */
export type UsersOf<
  P extends ProfileId | ProfileAlias | Profile,
  L extends string,
  R extends boolean,
  Ps extends Entries = never,
> = ProviderUsers<P, R, Ps> | OwnUser<NoInfer<L>>;
