import type { AuthContext } from "../auth-context.js";
import { AuthError } from "../errors.js";
import { ofIssuer } from "../one-of-each.js";

/**
 * What another site asks a login for (OpenID Connect Core 1.0 section 4): it names the provider by `iss`, and says no
 * more than a page to come back to and an e-mail. Every other parameter is left out.
 *
 * @param given - parameters of the login route
 * @returns parameters of a login of our own; undefined without `iss`
 * @throws AuthError `issuer_mismatch`, or what fetching the discovery document throws
 */
export async function thirdPartyLogin(
  given: URLSearchParams,
  { provider, settings }: Pick<AuthContext, "provider" | "settings">,
): Promise<URLSearchParams | undefined> {
  if (!isThirdPartyLogin(given)) return undefined;
  const { issuer } = await provider.metadata();
  if (given.get("iss") !== issuer)
    throw new AuthError("issuer_mismatch", { hint: `a login was asked for with another iss than ${issuer}` });
  const target = given.get("target_link_uri");
  const hint = given.get("login_hint");
  return new URLSearchParams({
    ...(target !== null && { returnTo: pathOf(target, settings.origin) }),
    ...(hint !== null && { login_hint: hint }),
  });
}

/** At which provider a login is that another site asks for: the one that it names, else the route's. */
export function ofThirdParty(given: URLSearchParams, route: AuthContext): AuthContext {
  const issuer = given.get("iss");
  return (issuer === null ? undefined : ofIssuer(issuer, route)) ?? route;
}

/** Says whether a login is one that another site may ask for. */
export function isThirdPartyLogin(given: URLSearchParams): boolean {
  return given.has("iss");
}

/** The path of an address of the application; any other address as it is: see `safeReturnTo`. */
function pathOf(target: string, origin: string): string {
  if (!URL.canParse(target)) return target;
  const { origin: found, pathname, search, hash } = new URL(target);
  return found === origin ? `${pathname}${search}${hash}` : target;
}
