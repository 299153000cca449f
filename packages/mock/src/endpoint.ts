/**
 * What the provider answers, by the names of OpenID Connect; `interaction` are the pages of a login, and `data` is API
 * Particulier, which it stands in for.
 */
export const ENDPOINTS = [
  "discovery",
  "jwks",
  "authorization",
  "interaction",
  "pushed_authorization_request",
  "token",
  "userinfo",
  "introspection",
  "end_session",
  "data",
] as const;

/** What a request can be for: an endpoint of the provider, or its pages. */
export type Endpoint = (typeof ENDPOINTS)[number];

/** The endpoints of oidc-provider, by the names that it gives to its routes. */
const endpoints: Readonly<Record<string, Endpoint>> = {
  discovery: "discovery",
  jwks: "jwks",
  authorization: "authorization",
  // Where a login comes back to after the provider’s pages.
  resume: "authorization",
  pushed_authorization_request: "pushed_authorization_request",
  token: "token",
  userinfo: "userinfo",
  introspection: "introspection",
  end_session: "end_session",
  end_session_confirm: "end_session",
};

export function endpointOf(route: string): Endpoint | undefined {
  return Object.hasOwn(endpoints, route) ? endpoints[route] : undefined;
}
