import type { ProfileId, User } from "@moncomptepro/profiles";

/** A person whom the application logged in itself: `ownLogins` names how. The issuer is the base URL. */
export type OwnUser<L extends string = string> = [L] extends [never]
  ? never
  : User & { readonly provider: L };

/**
 * What the application says of a person whom it logged in itself. How they authenticated is missing: it proves nothing
 * to a guard.
 *
 * @typeParam U - all users of the application
 */
export type OwnUserInput<U extends User = User> = InputOf<U, Exclude<U["provider"], ProfileId>>;

type InputOf<U extends User, Names extends string> = U extends User
  ? Omit<U, "issuer" | "provider" | "authentication"> & {
      /** One of `ownLogins`, by default the first one; without the setting `local`, or any name that no provider has. */
      readonly provider?: [Names] extends [never] ? string : Names;
    }
  : never;
