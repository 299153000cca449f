import type { User } from "@moncomptepro/profiles";
import type { Log } from "../logger.js";
import type { Authorization } from "./hooks.js";
import { isTrue } from "./is-true.js";

/** Says whether the setting `authorize` lets a person in. */
export function isAuthorized(
  user: User,
  authorization: Authorization,
  logger: Log,
): boolean | Promise<boolean> {
  if (typeof authorization === "function") return isTrue("authorize", authorization(user), logger);
  const { sirets, emailDomains, roles } = authorization;
  const domain = user.email?.split("@").at(-1)?.toLowerCase();
  return (
    holds(sirets, user.organization?.siret) &&
    holds(emailDomains, domain) &&
    (!roles || roles.some((role) => rolesOf(user).includes(role)))
  );
}

/** Says whether a person whom `authorize` refused could be let in with another organisation: a function does not tell. */
export function mayBeOrganization({ organization }: User, authorization: Authorization): boolean {
  return typeof authorization === "function" || !holds(authorization.sirets, organization?.siret);
}

/** The setting is checked and its domains are in small letters: see `settings/authorization.ts`. */
function holds(list: readonly string[] | undefined, value: string | undefined): boolean {
  return !list || (value !== undefined && list.includes(value));
}

/** Only some profiles give roles. */
function rolesOf(user: User & { readonly roles?: unknown }): readonly unknown[] {
  return Array.isArray(user.roles) ? user.roles : [];
}
