import { randomBytes } from "node:crypto";
import type { Configuration, JWKS } from "oidc-provider";
import type { Registration } from "../registration/find-mismatches.js";
import type { ProviderState } from "../state/provider-state.js";
import { accountFinder } from "./account.js";
import type { ProviderBehavior } from "./behavior.js";
import { grantLoader } from "./grant.js";
import { endLogout, showError, showLogout } from "./provider-pages.js";

export interface ConfigurationSource {
  readonly behavior: ProviderBehavior;
  readonly state: ProviderState;
  readonly registration: Registration;
  readonly jwks: JWKS;
}

/** What oidc-provider must know to behave as the provider. */
export function providerConfiguration(source: ConfigurationSource): Configuration {
  const { behavior, state, registration, jwks } = source;
  const { profile, lifetimes } = behavior;
  const cookie = { signed: true, overwrite: true, httpOnly: true, sameSite: "lax", secure: false } as const;

  return {
    ...behavior.library,
    acrValues: profile.acr.values,
    adapter: (model) => state.store.adapter(model),
    claims: { amr: null, ...profile.scopes },
    clientAuthMethods: behavior.clientAuthentication,
    clients: [...registration.clients],
    cookies: {
      keys: [randomBytes(32).toString("base64url")],
      names: behavior.cookieNames,
      long: cookie,
      short: cookie,
    },
    extraClientMetadata: { properties: ["admits"] },
    extraParams: behavior.extraParameters,
    features: {
      claimsParameter: { enabled: true },
      devInteractions: { enabled: false },
      encryption: { enabled: true },
      // Any client may ask about any token, as at the real provider.
      introspection: { enabled: true, allowedPolicy: () => true },
      jwtUserinfo: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context) => showLogout(state, context),
        postLogoutSuccessSource: (context) => endLogout(behavior, state, context),
      },
      ...behavior.library.features,
    },
    fetch: callApplication,
    findAccount: accountFinder(behavior, state.people),
    interactions: {
      policy: behavior.policy(state.people),
      url: (_context, { uid }) => `/interaction/${uid}`,
    },
    jwks,
    loadExistingGrant: grantLoader(lifetimes.grant ?? lifetimes.session),
    pkce: { required: () => false },
    renderError: (context, out) => showError(behavior, registration, context, out),
    responseTypes: ["code"],
    routes: behavior.routes,
    scopes: Object.keys(profile.scopes),
    ttl: {
      AccessToken: lifetimes.accessToken,
      AuthorizationCode: lifetimes.authorizationCode,
      Grant: lifetimes.grant ?? lifetimes.session,
      IdToken: lifetimes.idToken,
      Interaction: lifetimes.interaction,
      ...(lifetimes.refreshToken !== undefined && { RefreshToken: lifetimes.refreshToken }),
      Session: lifetimes.session,
    },
  };
}

/** Asks an application for its keys. It is on this machine, where oidc-provider would not call. */
function callApplication(
  address: Parameters<typeof fetch>[0],
  options: RequestInit & { dispatcher?: unknown } = {},
): Promise<Response> {
  const { dispatcher: _refusesThisMachine, ...rest } = options;
  return fetch(address, rest);
}
