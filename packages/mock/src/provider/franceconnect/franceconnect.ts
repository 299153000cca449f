import { createHash } from "node:crypto";
import { interactionPolicy } from "oidc-provider";
import { franceconnect as profile } from "@moncomptepro/profiles";
import { textParameter, type FailureDecision } from "../../interaction/login-rules.js";
import type { ProviderBehavior } from "../behavior.js";
import { citizens } from "./citizens.js";
import { franceconnectClaims } from "./claims.js";
import { franceconnectErrorCode } from "./error-code.js";
import { beforeFranceConnect } from "./request.js";
import { startFranceConnect } from "./start.js";

const SIGNING = ["ES256", "RS256", "HS256"] as const;

/** What FranceConnect says of a login that fails, at any of its levels. */
export const ABORTED: FailureDecision = {
  failure: { error: "access_denied", error_description: "User auth aborted" },
  shownOnPage: false,
};

/**
 * FranceConnect, version 2.
 *
 * @see https://github.com/france-connect/sources
 */
export const franceconnect: ProviderBehavior = {
  profile,
  personas: citizens,
  issuerPath: "/api/v2",
  mountPath: "/api/v2",
  routes: {
    authorization: "/authorize",
    token: "/token",
    userinfo: "/userinfo",
    end_session: "/session/end",
  },
  extraParameters: ["idp_hint"],
  cookieNames: {
    session: "_session",
    interaction: "_interaction",
    resume: "_interaction_resume",
    state: "_state",
  },
  lifetimes: {
    authorizationCode: 30,
    accessToken: 60,
    idToken: 60,
    interaction: 1800,
    // Shorter than the access token says: userinfo answers no longer.
    grant: 30,
    session: 1800,
  },
  clientAuthentication: ["client_secret_post", "private_key_jwt"],
  clientDefaults: {
    scope:
      "openid given_name family_name preferred_username gender birthdate birthplace birthcountry email profile birth identite_pivot",
    idTokenSignedResponseAlg: "ES256",
    userinfoSignedResponseAlg: "ES256",
    requireAuthTime: true,
  },
  keys: [
    { algorithm: "ES256", use: "sig", isNamed: true },
    { algorithm: "RS256", use: "sig", isNamed: true },
  ],
  library: {
    acceptQueryParamAccessTokens: true,
    clientBasedCORS: () => false,
    enabledJWA: {
      idTokenSigningAlgValues: SIGNING,
      userinfoSigningAlgValues: SIGNING,
    },
    features: {
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      revocation: { enabled: true },
    },
    // Of one client always the same, of another one another.
    subjectTypes: ["pairwise"],
    pairwiseIdentifier: (_context, accountId, { clientId }) =>
      `${createHash("sha256").update(`${clientId} ${accountId}`).digest("hex")}v1`,
  },
  errorCode: franceconnectErrorCode,
  signedOutPath: undefined,
  subject: { of: (sub) => sub, read: (subject) => subject },
  redirectUris: "exact",
  siretHint: "unknown",
  authTime: "answer",
  confirms: ({ params }) => textParameter(params, "prompt")?.split(" ").includes("consent") ?? false,
  refusals: { "gives-up": ABORTED, blocked: ABORTED, "not-admitted": ABORTED },
  // Each person reaches the only level there is.
  unreachableAssurance: ABORTED,
  assurance: () => ({ acr: "eidas1", amr: ["pwd"] }),
  before: beforeFranceConnect,
  start: (login) => startFranceConnect(login, profile),
  policy: () => interactionPolicy.base(),
  claims: franceconnectClaims,
};
