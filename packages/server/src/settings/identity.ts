import type { User } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { isSameIssuer } from "../same-issuer.js";
import type { ClientScope } from "../sealing/client-scope.js";
import { clientScope, ownScope } from "../sealing/scopes.js";
import { ownIssuer } from "../session/is-own.js";
import { text } from "./forms.js";
import { requireMembers } from "./members.js";
import type { Settings } from "./settings.js";

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

/**
 * What the sessions of the people of an issuer belong to: one of the providers', or the application's own.
 *
 * @throws AuthError `parameter_refused` for any other issuer
 */
export function clientOf(place: string, issuer: string, settings: Settings): ClientScope {
  const { basePath, clients } = settings;
  const client = clients.find((each) => isSameIssuer(each.issuer, issuer));
  if (client) return clientScope({ ...client, basePath });
  if (isSameIssuer(issuer, ownIssuer(settings))) return ownScope(settings);
  const known = clients.map((each) => each.issuer).join(", ");
  throw mistake(`${place}: expected a user of ${known}, or of ${ownIssuer(settings)}`);
}
