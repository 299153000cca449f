import * as v from "valibot";
import { authorizationParameters, type Asked } from "../login/authorization-request.js";
import type { Provider } from "../provider/provider.js";
import { levels, seconds } from "../settings/forms.js";
import { requireMembers } from "../settings/members.js";
import type { ProviderOptions } from "../settings/provider-settings.js";

/** What every login through another library asks for. */
export interface LibraryOptions {
  /** Levels of which one must be reached; the login fails otherwise. */
  readonly acr?: readonly string[];
  /** Seconds since the person last authenticated that are allowed; the login fails otherwise. */
  readonly maxAge?: number;
}

/**
 * Takes apart what a login asks for and the settings of the provider.
 *
 * @throws AuthError `parameter_refused`
 */
export function splitLibraryOptions(options: ProviderOptions & LibraryOptions): {
  asked: Asked;
  providerOptions: ProviderOptions;
} {
  const { acr, maxAge, ...providerOptions } = options;
  const given = {
    ...(Object.hasOwn(options, "acr") && { acr }),
    ...(Object.hasOwn(options, "maxAge") && { maxAge }),
  };
  const asked = requireMembers("the options", given, {
    acr: v.exactOptional(levels()),
    maxAge: v.exactOptional(seconds(0)),
  });
  return { asked, providerOptions };
}

/**
 * The parameters of the authorization request that another library builds: it writes `claims` as JSON itself.
 *
 * @throws AuthError `parameter_refused` when the provider can never prove what is asked
 */
export function authorizationOf(asked: Asked, { settings }: Provider): Record<string, unknown> {
  const { claims, ...parameters } = authorizationParameters(asked, settings.profile);
  return {
    scope: settings.scope,
    ...parameters,
    ...(claims !== undefined && { claims: JSON.parse(claims) as unknown }),
  };
}
