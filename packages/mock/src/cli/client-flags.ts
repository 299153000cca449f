import type { Profile } from "@moncomptepro/profiles";
import { knownScopes, printable, redirectUri } from "../clients/client-rules.js";
import { anyOf, type TextRule } from "../files/schema.js";
import { MockOptionsError } from "../options-error.js";

/** The flags of the one client that the command registers when no file lists several. */
export const clientFlags = [
  "client-id",
  "client-secret",
  "redirect-uri",
  "post-logout-redirect-uri",
  "scope",
  "id-token-signed-response-alg",
  "userinfo-signed-response-alg",
  "backchannel-logout-uri",
] as const;

type ClientFlag = (typeof clientFlags)[number];

/**
 * Checks what the flags of the client say.
 *
 * @throws MockOptionsError that names the flag
 */
export function checkClientFlags(
  values: Readonly<Partial<Record<ClientFlag, string | string[]>>>,
  profile: Profile,
): void {
  const rules: Readonly<Partial<Record<ClientFlag, TextRule>>> = {
    "client-id": printable,
    "client-secret": printable,
    "redirect-uri": redirectUri,
    "post-logout-redirect-uri": redirectUri,
    "backchannel-logout-uri": redirectUri,
    scope: knownScopes(profile),
    "id-token-signed-response-alg": anyOf(profile.idToken.signingAlgorithms),
    "userinfo-signed-response-alg": anyOf(["none", ...profile.userinfo.signingAlgorithms]),
  };
  for (const [flag, rule] of Object.entries(rules)) {
    for (const value of [values[flag as ClientFlag] ?? []].flat()) {
      const expectation = rule(value);
      if (expectation !== undefined) throw new MockOptionsError(`--${flag} ${expectation}, not "${value}".`);
    }
  }
}
