import type { Profile } from "./profile.js";

/** What holds at FranceConnect, whatever the level. */
export const CITIZEN_RULES: Pick<
  Profile,
  | "authorization"
  | "pkce"
  | "clientAuthentication"
  | "recency"
  | "logout"
  | "refreshToken"
  | "mandatoryClaims"
> = {
  authorization: {
    defaultScope: "openid identite_pivot preferred_username email",
    // Any other one ends on a page of the provider (Y030007): login_hint and max_age among them.
    parameters: ["prompt", "idp_hint", "acr_values", "claims"],
    prompts: ["login", "consent", "login consent"],
    minimumLengths: { state: 22, nonce: 22 },
  },
  // Its discovery document announces S256, and a request with a challenge ends on a page (Y030007).
  pkce: "forbidden",
  // HTTP Basic works, though discovery does not announce it (measured).
  clientAuthentication: ["client_secret_post", "client_secret_basic", "private_key_jwt"],
  // `prompt=login` reuses a session without a page, and `auth_time` is the time of the answer (measured).
  recency: "unprovable",
  logout: { idTokenHint: "required" },
  refreshToken: false,
  // What an application may ask for is what it was granted; many ask for less than an identity.
  mandatoryClaims: ["sub"],
};
