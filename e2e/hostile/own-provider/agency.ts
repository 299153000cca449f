import { ClaimError, isEmail, type Profile, type User } from "@moncomptepro/profiles";

/** A person whom the agency's Keycloak logged in. */
export interface AgencyUser extends User {
  provider: "agency";
  email: string;
  roles: readonly string[];
}

export const agency: Profile<AgencyUser> = {
  id: "agency",
  brand: {
    name: "Agency",
    helpHref: "https://intranet.agency.example/login",
    texts: {
      fr: { action: "S’identifier avec", help: "De quoi s’agit-il\u202F?", newWindow: "nouvelle fenêtre" },
      en: { action: "Sign in with", help: "What is this?", newWindow: "new window" },
    },
  },
  // Discovery is looked for at the issuer + /.well-known/openid-configuration; `discovery` names another address.
  environments: { production: { issuer: "https://sso.agency.example/realms/agents" } },
  authorization: {
    defaultScope: "openid email profile roles",
    // Asking for anything else is refused before the redirect.
    parameters: ["prompt", "login_hint", "max_age", "acr_values", "claims"],
    prompts: ["none", "login", "consent"],
  },
  pkce: "required",
  clientAuthentication: ["client_secret_post", "client_secret_basic", "private_key_jwt"],
  idToken: { signingAlgorithms: ["RS256", "ES256"] },
  userinfo: { formats: ["json"], signingAlgorithms: ["RS256", "ES256"] },
  acr: {
    // From the weakest to the strongest. Level 2 is a password and a code.
    values: ["1", "2"],
    comparison: "ordered",
    provenBy: "essential-claim",
    multiFactor: ["2"],
    forgeable: [],
  },
  recency: "max_age",
  logout: { idTokenHint: "recommended" },
  refreshToken: false,
  scopes: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["given_name", "family_name"],
    roles: ["roles"],
  },
  mandatoryClaims: ["sub", "email"],

  toUser({ idToken, userinfo, issuer, acrProven }) {
    const { email, given_name, family_name, roles } = userinfo;
    if (typeof email !== "string" || !isEmail(email))
      throw new ClaimError("email", email ? "malformed" : "missing");
    return {
      sub: String(idToken["sub"]),
      issuer,
      provider: "agency",
      email,
      ...(typeof given_name === "string" && { givenName: given_name }),
      ...(typeof family_name === "string" && { usualName: family_name }),
      roles: Array.isArray(roles) ? roles.filter((role) => typeof role === "string") : [],
      authentication: {
        acrProven,
        ...(typeof idToken["acr"] === "string" && { acr: idToken["acr"] }),
        ...(typeof idToken["auth_time"] === "number" && { time: idToken["auth_time"] }),
      },
    };
  },
};
