import { franceconnectPlus as profile } from "@moncomptepro/profiles";
import type { ProviderBehavior } from "../behavior.js";
import { franceconnect } from "../franceconnect/franceconnect.js";
import { startFranceConnect } from "../franceconnect/start.js";
import { franceConnectPlusAssurance, LEVEL_TOO_LOW } from "./assurance.js";
import { citizensWithLevels } from "./citizens.js";
import { franceConnectPlusClaims } from "./claims.js";

const SIGNING = ["ES256"] as const;
const KEY_MANAGEMENT = ["ECDH-ES", "RSA-OAEP", "RSA-OAEP-256"] as const;
const CONTENT_ENCRYPTION = ["A256GCM"] as const;

/**
 * FranceConnect+: FranceConnect, with other levels, and encrypted.
 *
 * @see https://github.com/france-connect/sources
 */
export const franceconnectPlus: ProviderBehavior = {
  ...franceconnect,
  profile,
  personas: citizensWithLevels,
  lifetimes: { ...franceconnect.lifetimes, interaction: 600, session: 600 },
  clientDefaults: {
    ...franceconnect.clientDefaults,
    scope: `${franceconnect.clientDefaults.scope} rnipp_identite_pivot rnipp_profile rnipp_birth`,
    idTokenEncryptedResponseAlg: "ECDH-ES",
    idTokenEncryptedResponseEnc: "A256GCM",
    userinfoEncryptedResponseAlg: "ECDH-ES",
    userinfoEncryptedResponseEnc: "A256GCM",
  },
  keys: [{ algorithm: "ES256", use: "sig", isNamed: true }],
  library: {
    ...franceconnect.library,
    enabledJWA: {
      idTokenSigningAlgValues: SIGNING,
      idTokenEncryptionAlgValues: KEY_MANAGEMENT,
      idTokenEncryptionEncValues: CONTENT_ENCRYPTION,
      userinfoSigningAlgValues: SIGNING,
      userinfoEncryptionAlgValues: KEY_MANAGEMENT,
      userinfoEncryptionEncValues: CONTENT_ENCRYPTION,
    },
  },
  unreachableAssurance: LEVEL_TOO_LOW,
  assurance: franceConnectPlusAssurance,
  start: (login) => startFranceConnect(login, profile),
  claims: franceConnectPlusClaims,
};
