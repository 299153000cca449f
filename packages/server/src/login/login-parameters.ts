import type { LoginOptions } from "./login-options.js";

/** The parameters of the login route that the application allowed; everything else is left out without a word. */
export function loginOptions(parameters: URLSearchParams, allowed: readonly string[]): LoginOptions {
  const returnTo = parameters.get("returnTo");
  const acrValues = take(parameters, "acr_values", allowed)?.split(" ");
  return withoutUndefined({
    returnTo: returnTo ?? undefined,
    prompt: take(parameters, "prompt", allowed),
    loginHint: take(parameters, "login_hint", allowed),
    siretHint: take(parameters, "siret_hint", allowed),
    identityProviderHint: take(parameters, "idp_hint", allowed),
    acrValues,
  });
}

function take(parameters: URLSearchParams, name: string, allowed: readonly string[]): string | undefined {
  return (allowed.includes(name) && parameters.get(name)) || undefined;
}

function withoutUndefined(options: { [K in keyof LoginOptions]: LoginOptions[K] | undefined }): LoginOptions {
  return Object.fromEntries(
    Object.entries(options).filter(([, value]) => value !== undefined),
  ) as LoginOptions;
}
