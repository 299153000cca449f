import * as v from "valibot";
import { apiParticulier, franceconnect, missingForCall } from "@moncomptepro/profiles";
import { boundedCall } from "../provider/bounded-call.js";
import { callByFetch } from "../provider/call-by-fetch.js";
import { address } from "../settings/addresses.js";
import { callable } from "../settings/forms.js";
import { requireMembers } from "../settings/members.js";
import { callData, type Room } from "./call-data.js";
import { CALL_FORMS, recipient as recipientForm } from "./call-forms.js";
import type {
  Access,
  ApiParticulier,
  ApiParticulierOptions,
  EtudiantBoursierOptions,
  Outcome,
} from "./client.js";
import { etudiantBoursier, etudiantBoursierV3, quotientFamilial, statutEtudiant } from "./data-forms.js";
import type { EtudiantBoursier, EtudiantBoursierV3 } from "./data.js";
import { rateOf } from "./rates.js";

const PLACE = "createApiParticulier()";

const QUOTIENT_FAMILIAL = {
  name: "quotientFamilial",
  version: 3,
  forms: CALL_FORMS.quotientFamilial,
  form: quotientFamilial,
} as const;
const STATUT_ETUDIANT = {
  name: "statutEtudiant",
  version: 3,
  forms: CALL_FORMS.statutEtudiant,
  form: statutEtudiant,
} as const;

/**
 * A client of API Particulier, for what the administration holds about the person who logged in at FranceConnect.
 *
 * @example
 * const api = createApiParticulier({ recipient: "21920023500014" });
 * const auth = createAuth({
 *   provider: "franceconnect",
 *   scope: "openid identite_pivot cnaf_quotient_familial",
 *   async onLogin({ access }) {
 *     const answer = await api.quotientFamilial(access);
 *     return { data: answer.ok ? { quotient: answer.data.quotient_familial } : { reason: answer.reason } };
 *   },
 * });
 *
 * @throws AuthError `parameter_refused`
 */
export function createApiParticulier(given: ApiParticulierOptions): ApiParticulier {
  const checked = requireMembers(PLACE, given, {
    recipient: recipientForm(),
    environment: v.optional(
      v.picklist(["production", "staging"], "must be production or staging"),
      "production",
    ),
    baseUrl: v.optional(address("the address of API Particulier", apiParticulier.environments.production)),
    timeout: v.optional(
      v.pipe(
        v.number("must be a number of seconds"),
        v.minValue(1, "must be 1 second or more"),
        v.maxValue(30, "must be 30 seconds or less"),
      ),
      8,
    ),
    fetch: v.optional(callable<typeof globalThis.fetch>()),
  }) as unknown as ApiParticulierOptions & Required<Pick<ApiParticulierOptions, "environment" | "timeout">>;
  const { recipient, environment, timeout, fetch } = checked;
  const baseUrl = (checked.baseUrl ?? apiParticulier.environments[environment]).replace(/\/+$/, "");
  const room: Room = {
    baseUrl,
    recipient,
    timeout: timeout * 1000,
    call: fetch ? callByFetch(fetch) : boundedCall,
    rate: rateOf(baseUrl),
  };
  return {
    quotientFamilial: (access, options = {}) => callData({ ...QUOTIENT_FAMILIAL, access, options }, room),
    statutEtudiant: (access, options = {}) => callData({ ...STATUT_ETUDIANT, access, options }, room),
    etudiantBoursier: scholarship(room),
    missingScopes: (call, scope) => missingForCall(call, scope, franceconnect.scopes),
  };
}

/** The one call that has two versions, each with a type of its own. */
function scholarship(room: Room): ApiParticulier["etudiantBoursier"] {
  const asked = { name: "etudiantBoursier", forms: CALL_FORMS.etudiantBoursier } as const;
  function call(access: Access, options: Version3): Promise<Outcome<EtudiantBoursierV3>>;
  function call(access: Access, options?: Version4): Promise<Outcome<EtudiantBoursier>>;
  function call(
    access: Access,
    { version = 4, ...options }: EtudiantBoursierOptions = {},
  ): Promise<Outcome<EtudiantBoursier | EtudiantBoursierV3>> {
    return version === 3
      ? callData({ ...asked, version, form: etudiantBoursierV3, access, options }, room)
      : callData({ ...asked, version: 4, form: etudiantBoursier, access, options }, room);
  }
  return call;
}

type Version3 = EtudiantBoursierOptions & { readonly version: 3 };
type Version4 = EtudiantBoursierOptions & { readonly version?: 4 };
