import type { Logger } from "../logger.js";
import type { LoginParameter } from "../settings/options.js";
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
 * The parameters of the login route that the application allowed; everything else is silently ignored. So is one that is
 * malformed or beyond its bound, with a line in the log: a link is no reason to fail, and often another site's.
 */
export function loginOptions(
  parameters: URLSearchParams,
  allowed: readonly string[],
  logger: Logger,
): LoginOptions {
  const given = Object.entries(HINTS)
    .filter(([name]) => allowed.includes(name) && parameters.get(name))
    .map(([name, hint]) => [hint, hint === "acrValues" ? words(parameters.get(name)) : parameters.get(name)]);
  const hints = checkHints(Object.fromEntries(given) as Hints);
  for (const [name, hint] of Object.entries(HINTS)) {
    if (given.some(([each]) => each === hint) && hints[hint] === undefined)
      logger.warn("A parameter of a link to the login was ignored: it is malformed or too long.", { name });
  }
  const returnTo = parameters.get("returnTo");
  return { ...hints, ...(returnTo !== null && { returnTo }) };
}

function words(value: string | null): string[] {
  return value?.split(" ").filter((word) => word !== "") ?? [];
}
