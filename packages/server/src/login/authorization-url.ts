import type { Profile } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { loadOpenidClient } from "../lazy-libraries.js";
import type { Provider } from "../provider/provider.js";
import { codeChallenge } from "../random.js";
import type { ExtraParameters } from "./authorization-request.js";
import type { Transaction } from "./transaction.js";

/** The address that sends a browser to the provider (OpenID Connect Core 1.0 section 3.1.2.1). */
export async function authorizationUrl(
  { state, nonce, verifier }: Pick<Transaction, "state" | "nonce" | "verifier">,
  parameters: ExtraParameters,
  redirectUri: string,
  provider: Provider,
): Promise<string> {
  const { clientId, profile, scope } = provider.settings;
  requireLengths({ state, nonce }, profile);
  const { buildAuthorizationUrl } = await loadOpenidClient();
  return buildAuthorizationUrl(await provider.configuration(), {
    response_type: "code",
    client_id: clientId,
    redirect_uri: redirectUri,
    scope,
    state,
    nonce,
    ...(verifier && {
      code_challenge: codeChallenge(verifier),
      code_challenge_method: "S256",
    }),
    ...parameters,
  }).href;
}

/** What another library made may be shorter than the provider takes. */
function requireLengths(
  values: Pick<Transaction, "state" | "nonce">,
  { id, authorization: { minimumLengths } }: Profile,
): void {
  for (const name of ["state", "nonce"] as const) {
    const least = minimumLengths?.[name] ?? 0;
    if (values[name].length < least) throw mistake(`${name}: ${id} wants ${least} characters or more`);
  }
}
