import type { LoginParameter } from "../settings/options.js";
import type { Settings } from "../settings/settings.js";
import { checkHints, type Hints } from "./check-login-options.js";
import type { LoginOptions } from "./login-options.js";

const HINTS: Readonly<Record<LoginParameter, keyof Hints>> = {
  prompt: "prompt",
  login_hint: "loginHint",
  siret_hint: "siretHint",
  idp_hint: "identityProviderHint",
  acr_values: "acrValues",
};

/**
 * The parameters of the login route that the application allowed; everything else is silently ignored. One that is
 * malformed, beyond its bound or a prompt that the provider does not know is ignored with a line in the log: a link is no
 * reason to fail, and often another site's. Only `prompt=none` is kept at every provider, and refused by one that does not
 * know it.
 */
export function loginOptions(
  parameters: URLSearchParams,
  { allowLoginParameters, logger, profile: { authorization } }: Settings,
): LoginOptions {
  const given = Object.entries(HINTS)
    .filter(([name]) => (allowLoginParameters as readonly string[]).includes(name) && parameters.get(name))
    .map(([name, hint]) => [hint, hint === "acrValues" ? words(parameters.get(name)) : parameters.get(name)]);
  const { prompt, ...others } = checkHints(Object.fromEntries(given) as Hints);
  // A silent login that cannot be is refused: without the word the person would have to act.
  const isKept = prompt !== undefined && [...authorization.prompts, "none"].includes(prompt);
  const hints: Hints = { ...others, ...(isKept && { prompt }) };
  for (const [name, hint] of Object.entries(HINTS)) {
    if (given.some(([each]) => each === hint) && hints[hint] === undefined)
      logger.warn(
        "login_parameter_ignored",
        "A parameter of a link to the login was ignored: it is malformed, unknown or too long.",
        {
          name,
        },
      );
  }
  const returnTo = parameters.get("returnTo");
  return { ...hints, ...(returnTo !== null && { returnTo }) };
}

function words(value: string | null): string[] {
  return value?.split(" ").filter((word) => word !== "") ?? [];
}
