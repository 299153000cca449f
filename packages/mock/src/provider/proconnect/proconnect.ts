import { errors } from "oidc-provider";
import { proconnect as profile } from "@moncomptepro/profiles";
import type { ProviderBehavior } from "../behavior.js";
import { afterProConnect } from "./answer.js";
import { proconnectAssurance } from "./assurance.js";
import { proconnectClaims } from "./claims.js";
import { proconnectPolicy } from "./policy.js";
import { proconnectRefusals } from "./refusals.js";
import { beforeProConnect } from "./request.js";
import { startProConnect } from "./start.js";
import { uuidSubject } from "./subject.js";

const SIGNING = ["ES256", "RS256", "HS256"] as const;
const KEY_MANAGEMENT = ["ECDH-ES", "RSA-OAEP"] as const;
const CONTENT_ENCRYPTION = ["A256GCM"] as const;

/** Twelve hours, from the login on: of the session and of all that depends on it. */
const SESSION = 12 * 60 * 60;

/**
 * The ProConnect federation.
 *
 * @see https://github.com/proconnect-gouv/federation
 */
export const proconnect: ProviderBehavior = {
  profile,
  issuerPath: "/api/v2",
  mountPath: "/api/v2",
  routes: {
    authorization: "/authorize",
    token: "/token",
    userinfo: "/userinfo",
    end_session: "/session/end",
  },
  extraParameters: ["idp_hint", "siret_hint"],
  cookieNames: {
    session: "_session",
    interaction: "_interaction",
    resume: "_interaction_resume",
    state: "_state",
  },
  lifetimes: {
    authorizationCode: 600,
    accessToken: 3600,
    idToken: 3600,
    interaction: 3600,
    refreshToken: SESSION,
    session: SESSION,
  },
  clientAuthentication: ["client_secret_post", "private_key_jwt"],
  clientDefaults: {
    // What a new client is given, and the telephone. The rest is on request.
    scope: "openid given_name usual_name email uid siret idp_id roles organization_label phone",
    idTokenSignedResponseAlg: "ES256",
    userinfoSignedResponseAlg: "ES256",
  },
  keys: [
    { algorithm: "ES256", use: "sig" },
    { algorithm: "RS256", use: "sig", isNamed: true },
  ],
  library: {
    acceptQueryParamAccessTokens: true,
    clientBasedCORS: () => false,
    enabledJWA: {
      clientAuthSigningAlgValues: ["ES256", "RS256"],
      idTokenSigningAlgValues: SIGNING,
      idTokenEncryptionAlgValues: KEY_MANAGEMENT,
      idTokenEncryptionEncValues: CONTENT_ENCRYPTION,
      introspectionSigningAlgValues: SIGNING,
      introspectionEncryptionAlgValues: KEY_MANAGEMENT,
      introspectionEncryptionEncValues: CONTENT_ENCRYPTION,
      userinfoSigningAlgValues: SIGNING,
      userinfoEncryptionAlgValues: KEY_MANAGEMENT,
      userinfoEncryptionEncValues: CONTENT_ENCRYPTION,
    },
    features: {
      dPoP: { enabled: false },
      jwtIntrospection: { enabled: true },
      pushedAuthorizationRequests: { enabled: false },
      resourceIndicators: { enabled: false },
      revocation: {
        enabled: true,
        allowedPolicy: async (_context, client, token) => {
          if (token.clientId !== client.clientId) {
            throw new errors.InvalidRequest("client is not authorized to revoke the presented token");
          }
          if (token.kind !== "AccessToken") return true;
          // It goes alone: oidc-provider would end the whole grant.
          await token.destroy();
          return false;
        },
      },
    },
    issueRefreshToken: () => true,
  },
  errorCode: (error) => `oidc-provider-rendered-error:${error}`,
  signedOutPath: undefined,
  subject: uuidSubject,
  redirectUris: "exact",
  siretHint: "suggestion",
  authTime: "answer",
  unreachableAssurance: {
    failure: { error: "access_denied", error_description: "requested ACRs could not be satisfied" },
    shownOnPage: false,
    endsSession: true,
  },
  refusals: proconnectRefusals,
  before: beforeProConnect,
  after: afterProConnect,
  start: startProConnect,
  policy: proconnectPolicy,
  claims: proconnectClaims,
  assurance: proconnectAssurance,
};
