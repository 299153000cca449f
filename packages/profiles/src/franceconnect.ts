import { access } from "./access.js";
import { DATA_SCOPES } from "./api-particulier.js";
import { brands } from "./brands.js";
import { CITIZEN_RULES } from "./citizen-rules.js";
import { citizenOf } from "./citizen.js";
import { allScopes, identityScopes } from "./identity-scopes.js";
import type { Profile } from "./profile.js";
import type { FranceConnectUser } from "./user.js";

// HS256 exists there too. Its key is the client secret, and a client can have better: it is refused.
const SIGNING_ALGORITHMS = ["ES256", "RS256"];

const ended = (environment: string): string =>
  `is of FranceConnect version 1, which has ended: have the client moved to version 2 (https://docs.partenaires.franceconnect.gouv.fr), leave the issuer out, and set the environment "${environment}"`;

/**
 * FranceConnect, version 2: citizens, by the identity that the national register knows them by.
 *
 * @see https://docs.partenaires.franceconnect.gouv.fr
 * @see https://github.com/france-connect/sources
 */
export const franceconnect: Profile<FranceConnectUser> = {
  ...CITIZEN_RULES,
  id: "franceconnect",
  brand: brands.franceconnect,
  access: access.franceconnect,
  // Discovery stands under the path of the issuer, not at the root of the host.
  environments: {
    production: { issuer: "https://oidc.franceconnect.gouv.fr/api/v2" },
    sandbox: { issuer: "https://fcp-low.sbx.dev-franceconnect.fr/api/v2" },
    // Of clients that were made by the former form.
    integration: { issuer: "https://fcp-low.integ01.dev-franceconnect.fr/api/v2" },
  },
  mistakenHosts: {
    "app.franceconnect.gouv.fr": ended("production"),
    "fcp.integ01.dev-franceconnect.fr": ended("sandbox"),
    "franceconnect.gouv.fr":
      'is the web site of FranceConnect, where no person logs in: leave it out, and set the environment "production" or "sandbox"',
  },
  idToken: { signingAlgorithms: SIGNING_ALGORITHMS },
  // Never JSON: a client without an algorithm for userinfo sees a page only (Y043310B).
  userinfo: { formats: ["jwt"], signingAlgorithms: SIGNING_ALGORITHMS },
  acr: {
    values: ["eidas1", "eidas2", "eidas3"],
    comparison: "ordered",
    provenBy: "acr_values",
    // Two factors mean eidas2, which is FranceConnect+'s.
    multiFactor: [],
    // Everyone who comes back reached eidas1, whatever the browser made of the request.
    forgeable: [],
    always: ["eidas1"],
    refused: ["eidas2", "eidas3"],
  },
  scopes: /* @__PURE__ */ allScopes(
    { openid: ["sub"] },
    /* @__PURE__ */ identityScopes({ names: ["given_name", "given_name_array"] }),
    { email: ["email"], idp_birthdate: ["idp_birthdate"], idp_id: ["idp_id"], amr: ["amr"] },
    DATA_SCOPES,
  ),
  toUser: (login) => citizenOf(login, "franceconnect"),
};
