import type { AuthorizationParameter, Profile } from "@moncomptepro/profiles";
import { mistake } from "../errors.js";
import { sentAs } from "../settings/sent-as.js";
import { secondFactorLevels } from "./levels.js";
import type { AskedLogin } from "./login-options.js";
import { refuseLevels, requireProvableLevels } from "./provable-levels.js";
import { usualLevels } from "./usual-levels.js";

/** What a login asked for that its answer must be compared with. */
export interface Asked {
  readonly acr?: readonly string[];
  /** In seconds. */
  readonly maxAge?: number;
  /** Only this one makes a difference to what the answer means. */
  readonly prompt?: "none";
  /** Digest of the e-mail that the application suggested: see `digestOf`. */
  readonly hint?: string;
  /** Digest of the `sub` of the session that it goes on from. */
  readonly person?: string;
}

/** The parameters of the authorization request beyond those of the protocol itself. */
export type ExtraParameters = Partial<Record<AuthorizationParameter, string>>;

/**
 * Translates what a login asks for into the provider's own words.
 *
 * @param idTokenClaims - claims to ask for by name, as a wish
 * @throws AuthError `parameter_refused`, naming the parameter, when the provider would refuse it
 */
export function authorizationParameters(
  options: AskedLogin,
  profile: Profile,
  idTokenClaims: readonly string[] = [],
): ExtraParameters {
  if (options.acr) requireProvableLevels(options.acr, profile);
  refuseLevels(options.acrValues ?? [], profile);
  const parameters: ExtraParameters = {
    ...given("prompt", options.prompt),
    ...given("login_hint", options.loginHint ?? options.continues?.email),
    ...given("siret_hint", options.siretHint),
    ...given(sentAs("idp_hint", profile), options.identityProviderHint),
    ...given("acr_values", options.acrValues?.join(" ")),
    ...levels(usualLevels(options, profile), profile),
    ...recency(options, profile),
  };
  const wishes = Object.fromEntries(idTokenClaims.map((name) => [name, null]));
  const claims = { ...wishes, ...levelClaim(options, profile), ...recencyClaim(profile) };
  if (Object.keys(claims).length > 0) parameters.claims = JSON.stringify({ id_token: claims });

  for (const name of Object.keys(parameters)) requireKnown(name, parameters.prompt, profile);
  return parameters;
}

function given(name: AuthorizationParameter, value: string | undefined): ExtraParameters {
  return value === undefined || value === "" ? {} : { [name]: value };
}

function levels(acr: readonly string[] | undefined, { acr: rules }: Profile): ExtraParameters {
  return acr?.length && rules.provenBy === "acr_values" ? { acr_values: acr.join(" ") } : {};
}

function levelClaim({ acr, secondFactor }: AskedLogin, profile: Profile): object {
  if (acr?.length) {
    return profile.acr.provenBy === "essential-claim" ? { acr: { essential: true, values: acr } } : {};
  }
  // Not essential, it is a wish (OpenID Connect Core 1.0 section 5.5.1): the provider answers what it has.
  return secondFactor ? { acr: { values: secondFactorLevels(profile) } } : {};
}

function recency({ maxAge, prompt }: AskedLogin, profile: Profile): ExtraParameters {
  if (maxAge === undefined) return {};
  if (profile.recency === "max_age") return { max_age: String(maxAge) };
  if (profile.recency === "auth_time" && (prompt === undefined || prompt === "login"))
    return { prompt: "login" };
  throw mistake(`maxAge: ${profile.id} cannot prove when a person authenticated`);
}

/**
 * When the person authenticated: every login asks, so that none loses what an earlier one proved. Only one with `maxAge`
 * is refused without it.
 */
function recencyClaim({ authorization, recency: proof }: Profile): object {
  const isTold = proof !== "unprovable" && authorization.parameters.includes("claims");
  return isTold ? { auth_time: { essential: true } } : {};
}

function requireKnown(name: string, prompt: string | undefined, { id, authorization }: Profile): void {
  const known: readonly string[] = authorization.parameters;
  if (!known.includes(name)) {
    throw mistake(`${id} does not know the parameter ${name}`);
  }
  if (name === "prompt" && !authorization.prompts.includes(prompt ?? "")) {
    const prompts = authorization.prompts.join(", ");
    throw mistake(`${id} does not know prompt=${prompt}: it knows ${prompts}`);
  }
}
