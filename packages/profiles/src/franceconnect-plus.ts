import { access } from "./access.js";
import { brands } from "./brands.js";
import { CITIZEN_RULES } from "./citizen-rules.js";
import { citizenOf, civilIdentity } from "./citizen.js";
import { filled, present } from "./claims.js";
import { allScopes, identityScopes, registerScopes } from "./identity-scopes.js";
import type { Profile, TokenRules } from "./profile.js";
import type { FranceConnectPlusUser } from "./user.js";

/** Signed by FranceConnect+, then encrypted to the application: its core registers no client otherwise (Y043310B). */
const SIGNED_AND_ENCRYPTED: TokenRules = {
  signingAlgorithms: ["ES256"],
  encryption: {
    keyManagementAlgorithms: ["ECDH-ES", "RSA-OAEP-256", "RSA-OAEP"],
    contentEncryptionAlgorithms: ["A256GCM"],
    required: true,
  },
};

/**
 * FranceConnect+: citizens, with the levels that sensitive services need. It refuses and answers what FranceConnect does,
 * and encrypts all that it tells.
 *
 * @see https://docs.partenaires.franceconnect.gouv.fr
 * @see https://github.com/france-connect/sources
 */
export const franceconnectPlus: Profile<FranceConnectPlusUser> = {
  ...CITIZEN_RULES,
  id: "franceconnect-plus",
  brand: brands["franceconnect-plus"],
  access: access.franceconnectPlus,
  environments: {
    production: { issuer: "https://auth.franceconnect.gouv.fr/api/v2" },
    integration: { issuer: "https://auth.integ01.dev-franceconnect.fr/api/v2" },
  },
  mistakenHosts: {
    "franceconnect.gouv.fr":
      'is the web site of FranceConnect, where no person logs in: leave it out, and set the environment "production" or "integration"',
  },
  idToken: SIGNED_AND_ENCRYPTED,
  userinfo: { ...SIGNED_AND_ENCRYPTED, formats: ["jwt"] },
  acr: {
    values: ["eidas1", "eidas2", "eidas3"],
    comparison: "ordered",
    provenBy: "acr_values",
    multiFactor: ["eidas2", "eidas3"],
    // No person comes back who reached less than eidas2, and the level that comes back is the one reached.
    forgeable: [],
    always: ["eidas2"],
    refused: ["eidas1"],
  },
  scopes: /* @__PURE__ */ allScopes(
    { openid: ["sub"] },
    // The list of given names is the register's alone.
    /* @__PURE__ */ identityScopes({ names: ["given_name"] }),
    /* @__PURE__ */ registerScopes(),
    { email: ["email"], amr: ["amr"], idp_id: ["idp_id"] },
  ),

  toUser(login) {
    return present({
      ...citizenOf(login, "franceconnect-plus"),
      rnipp: filled(civilIdentity(login.userinfo, "rnipp_")),
    });
  },
};
