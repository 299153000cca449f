import type { User } from "@moncomptepro/profiles";
import { text } from "./forms.js";
import { requireMembers } from "./members.js";

/**
 * Reads whom something is done to. A whole user may be given, so that other members are accepted.
 *
 * @throws AuthError `parameter_refused`
 */
export function requireIdentity(place: string, user: unknown): Pick<User, "issuer" | "sub"> {
  const { issuer, sub } = (user ?? {}) as Partial<User>;
  const identity = { issuer, sub };
  requireMembers(place, identity, {
    issuer: text("must be the issuer of a user"),
    sub: text("must be the sub of a user"),
  });
  return identity as Pick<User, "issuer" | "sub">;
}
