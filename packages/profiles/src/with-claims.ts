import { ClaimError } from "./claims.js";
import type { Profile } from "./profile.js";
import type { User } from "./user.js";

/** A place in what was checked, as a key or as an object that holds one. */
type Step = PropertyKey | { readonly key: PropertyKey };

/** What a schema says of a value. */
type Checked<T> =
  | { readonly value: T; readonly issues?: undefined }
  | { readonly issues: readonly { readonly path?: readonly Step[] | undefined }[] };

/**
 * A schema of any library that speaks Standard Schema: valibot, zod, arktype and others.
 *
 * @see https://standardschema.dev
 */
export interface ClaimsSchema<T> {
  readonly "~standard": {
    readonly version: 1;
    readonly validate: (value: unknown) => Checked<T> | Promise<Checked<T>>;
  };
}

/**
 * The same profile for an application that reads claims of its own: those that userinfo answers, as a schema makes them,
 * are `user.claims`. A login, or a refresh, whose claims the schema refuses is refused, and the log names the claim.
 *
 * @param schema - must answer at once; what it gives is kept in the session, and must fit in JSON
 * @example
 * const provider = withClaims(proconnect, v.object({ "lasuite_visio:rooms:create": v.optional(v.boolean(), false) }));
 * const auth = createAuth({ provider, scope: "openid email siret lasuite_visio:rooms:create" });
 */
export function withClaims<U extends User, T>(
  profile: Profile<U>,
  schema: ClaimsSchema<T>,
): Profile<U & { claims: T }> {
  return {
    ...profile,
    toUser(login) {
      const user = profile.toUser(login);
      const checked = schema["~standard"].validate(login.userinfo);
      if (checked instanceof Promise) throw new TypeError("The schema given to withClaims() answers later.");
      if (checked.issues) throw refusal(checked.issues[0]?.path?.[0], login.userinfo);
      return { ...user, claims: checked.value };
    },
  };
}

/** What a schema says of a claim may repeat its value, and is left out. */
function refusal(step: Step | undefined, claims: object): ClaimError {
  const key = typeof step === "object" ? step.key : step;
  const name = key === undefined ? "claims" : String(key);
  return new ClaimError(name, key === undefined || Object.hasOwn(claims, name) ? "malformed" : "missing");
}
