import { interactionPolicy } from "oidc-provider";
import { proSanteConnect as profile } from "@moncomptepro/profiles";
import type { Decision, FailureDecision, Login } from "../../interaction/login-rules.js";
import type { ProviderBehavior } from "../behavior.js";
import { afterProSanteConnect } from "./answer.js";
import { proSanteConnectClaims } from "./claims.js";
import { AUTHORIZATION, PROTOCOL, REALM } from "./paths.js";
import { professionals } from "./professionals.js";
import { beforeProSanteConnect } from "./request.js";
import { REFRESH_LIFETIME } from "./tokens.js";

const SIGNING = ["RS256", "ES256", "EdDSA"] as const;

/** Before the national identifier in `sub`: a store of people, as Keycloak names it. */
const PREFIX = "f:5b3a9c41-0e7d-4d26-8f52-1c6e90b7a3d4:";

const REFUSED: FailureDecision = {
  failure: { error: "access_denied", error_description: "access_denied" },
  shownOnPage: false,
};

/**
 * Pro Santé Connect, a realm of Keycloak. It was not run: see the README for what is unverified.
 *
 * @see https://industriels.esante.gouv.fr/produits-et-services/pro-sante-connect/documentation-technique
 */
export const proSanteConnect: ProviderBehavior = {
  profile,
  personas: professionals,
  issuerPath: REALM,
  // The login pages stand beside the realm, not under it.
  mountPath: "",
  pathPrefix: AUTHORIZATION,
  routes: {
    authorization: AUTHORIZATION,
    token: `${PROTOCOL}/token`,
    userinfo: `${PROTOCOL}/userinfo`,
    end_session: `${PROTOCOL}/logout`,
    introspection: `${PROTOCOL}/token/introspect`,
    revocation: `${PROTOCOL}/revoke`,
    jwks: `${PROTOCOL}/certs`,
    pushed_authorization_request: `${PROTOCOL}/ext/par/request`,
  },
  extraParameters: ["kc_idp_hint"],
  cookieNames: {
    session: "KEYCLOAK_SESSION",
    interaction: "AUTH_SESSION_ID",
    resume: "KC_RESTART",
    state: "KC_STATE_CHECKER",
  },
  lifetimes: {
    authorizationCode: 60,
    accessToken: 120,
    idToken: 120,
    interaction: 1800,
    refreshToken: REFRESH_LIFETIME,
    session: 4 * 60 * 60,
  },
  clientAuthentication: ["client_secret_post", "private_key_jwt"],
  clientDefaults: {
    scope: "openid scope_all profile email",
    idTokenSignedResponseAlg: "RS256",
    userinfoSignedResponseAlg: "none",
    requireAuthTime: true,
  },
  keys: [
    { algorithm: "RS256", use: "sig", isNamed: true },
    { algorithm: "ES256", use: "sig", isNamed: true },
    { algorithm: "EdDSA", use: "sig", isNamed: true },
    { algorithm: "RSA-OAEP", use: "enc" },
  ],
  library: {
    clientBasedCORS: () => false,
    enabledJWA: { idTokenSigningAlgValues: SIGNING, userinfoSigningAlgValues: SIGNING },
    features: {
      dPoP: { enabled: false },
      resourceIndicators: { enabled: false },
      revocation: { enabled: true },
    },
    issueRefreshToken: () => true,
  },
  errorCode: (error) => error,
  signedOutPath: undefined,
  subject: {
    of: (sub) => PREFIX + sub,
    read: (subject) => (subject.startsWith(PREFIX) ? subject.slice(PREFIX.length) : subject),
  },
  redirectUris: "exact",
  siretHint: "unknown",
  authTime: "login",
  refusals: { "gives-up": REFUSED, blocked: REFUSED, "not-admitted": REFUSED },
  // Each person reaches the level that every login asks for.
  unreachableAssurance: REFUSED,
  assurance: ({ practitioner }) => ({ acr: practitioner?.usesCard ? "eidas2" : "eidas1", amr: [] }),
  before: beforeProSanteConnect,
  after: afterProSanteConnect,
  start: startLogin,
  policy: () => interactionPolicy.base(),
  claims: proSanteConnectClaims,
};

/** The session answers, unless the application asks for a new login. */
function startLogin({ prompt, current }: Login): Decision {
  const isAsked = prompt.reasons.some((reason) => reason === "login_prompt" || reason === "max_age");
  return { step: current === undefined || isAsked ? "email" : "continue" };
}
