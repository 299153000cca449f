/** Path of the issuer: a realm of Keycloak. */
export const REALM = "/auth/realms/esante-wallet";

/** Where its endpoints are. */
export const PROTOCOL: string = `${REALM}/protocol/openid-connect`;

/** The login pages: of another host at the real provider, and of this one here. */
export const AUTHORIZATION = "/auth";

/** Keycloak’s own endpoint of logins, which the standard discovery document names. */
export const KEYCLOAK_AUTHORIZATION: string = `${PROTOCOL}/auth`;
