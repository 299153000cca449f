import { DATA_SCOPES, dataAccess, type ProviderRefusal } from "@moncomptepro/profiles";
import type { ErrorCode } from "../error-codes.js";
import { AuthError } from "../errors.js";
import { printable } from "../provider/printable.js";
import type { Provider } from "../provider/provider.js";
import type { ProviderSettings } from "../settings/provider-settings.js";
import type { Transaction } from "./transaction.js";

/** Errors of RFC 6749 section 4.1.2.1 and OpenID Connect Core 1.0 section 3.1.2.6, by whose affair they are. */
const MEANINGS: Readonly<Record<string, ErrorCode>> = {
  access_denied: "access_denied",
  login_required: "login_required",
  interaction_required: "login_required",
  account_selection_required: "login_required",
  consent_required: "login_required",
  unmet_authentication_requirements: "acr_not_reached",
  temporarily_unavailable: "provider_unavailable",
  server_error: "provider_error",
};

/** What an answer means whose description the profile knows. */
const REFUSALS: Readonly<Record<ProviderRefusal["means"], ErrorCode>> = {
  level: "acr_not_reached",
  person: "access_denied",
};

/** Where other response types and modes would put tokens (RFC 6749 section 4.2.2, JARM section 2.3). */
const UNASKED = ["id_token", "access_token", "token", "response"];

/**
 * Checks what came back in the address: each parameter once, from the issuer that was asked (RFC 9207), and a code
 * rather than an error, for the `state` that the login was started with.
 *
 * @throws AuthError `authorization_response_invalid`, `issuer_mismatch`, or what the provider's error means
 */
export async function checkAuthorizationResponse(
  response: URLSearchParams,
  { state }: Pick<Transaction, "state">,
  provider: Provider,
): Promise<void> {
  const seen = new Set<string>();
  for (const name of response.keys()) {
    if (seen.has(name)) throw invalid(`the parameter ${JSON.stringify(name.slice(0, 40))} came twice`);
    seen.add(name);
  }
  const { issuer, authorization_response_iss_parameter_supported: announced } = await provider.metadata();
  const received = response.get("iss");
  if (received === null ? announced : received !== issuer) {
    throw new AuthError("issuer_mismatch", {
      hint: `iss is ${received === null ? "missing" : "another one"}; expected ${issuer}`,
    });
  }
  if (response.get("state") !== state) throw invalid("its state is not the one of this login");
  const error = response.get("error");
  if (error !== null) throw providerError(error, response, provider.settings);
  if (!response.get("code")) throw invalid("it holds neither a code nor an error");
  if (UNASKED.some((name) => response.has(name))) throw invalid("it holds tokens that were not asked for");
}

function providerError(error: string, response: URLSearchParams, settings: ProviderSettings): AuthError {
  const { refusals = [] } = settings.profile;
  const description = response.get("error_description");
  const refusal = refusals.find((each) => each.error === error && description?.includes(each.description));
  const code = refusal
    ? REFUSALS[refusal.means]
    : Object.hasOwn(MEANINGS, error)
      ? MEANINGS[error]
      : undefined;
  const said = printable(`${error}${description ? ` (${description})` : ""}`);
  const hint = `the provider answered ${said}${refusedScope(error, response, settings)}`;
  return new AuthError(code ?? "request_refused", { hint });
}

/**
 * Providers name the scope that the client may not ask for in a parameter of their own. The right to a scope is asked for
 * where the right to the provider is.
 */
function refusedScope(
  error: string,
  response: URLSearchParams,
  { profile: { access }, variables }: Pick<ProviderSettings, "profile" | "variables">,
): string {
  if (error !== "invalid_scope") return "";
  const scope = response.get("scope");
  const where = access
    ? `ask for it at ${access.request.href} (${access.request.name.en})`
    : "have it allowed there";
  if (!scope) return `: compare ${variables}_SCOPE with the scopes of your habilitation, or ${where}`;
  const asked = `: the scope ${printable(scope)} is not in your habilitation: ${where}, or leave it out of ${variables}_SCOPE`;
  return Object.hasOwn(DATA_SCOPES, scope)
    ? `${asked}; its data take another request: ${dataAccess.name.en}`
    : asked;
}

function invalid(hint: string): AuthError {
  return new AuthError("authorization_response_invalid", { hint });
}
