import type { AuthorizationParameter, Profile } from "@moncomptepro/profiles";

/** The name under which a parameter of the login goes to the provider: Keycloak has one of its own for an identity provider. */
export function sentAs<N extends AuthorizationParameter>(
  name: N,
  { authorization: { parameters } }: Pick<Profile, "authorization">,
): N | "kc_idp_hint" {
  return name === "idp_hint" && parameters.includes("kc_idp_hint") ? "kc_idp_hint" : name;
}
