import { type Answer, type InteractionContext, textParameter } from "../interaction/context.js";
import { signInPage } from "../interaction/sign-in-page.js";
import { identityProviderOf, isIdentityProvider } from "./proconnect-identity-providers.js";

/** Levels that a session never lends: whoever requires one sees the person authenticate anew. */
const FRESH_ONLY = new Set(["eidas2", "eidas3"]);

/** Answers from the federation's own session where it will do, else ends it and asks who is there. */
export function startProConnect(context: InteractionContext): Answer {
  const idpHint = textParameter(context.params, "idp_hint");
  if (idpHint !== undefined && !isIdentityProvider(idpHint)) {
    const error_description = "provided idp_hint could not be found";
    return { result: { error: "idp_hint_not_found", error_description } };
  }
  if (sessionWillDo(context)) return { location: context.path("continue") };
  context.signOut();
  return signInPage(context, textParameter(context.params, "login_hint")?.toLowerCase());
}

function sessionWillDo({ behavior, signedIn, prompt, params }: InteractionContext): boolean {
  if (signedIn === undefined) return false;
  const { person, signIn } = signedIn;
  const loginHint = textParameter(params, "login_hint")?.toLowerCase();
  if (loginHint !== undefined && loginHint !== person.email) return false;
  const idpHint = textParameter(params, "idp_hint");
  if (idpHint !== undefined && idpHint !== identityProviderOf(person.email).id) return false;
  // Somebody else is asked for by name. The federation itself answers from its session, and is asked again for ever.
  if (["id_token_hint", "claims_id_token_sub_value"].some((reason) => prompt.reasons.includes(reason)))
    return false;

  const essential = prompt.reasons.some((reason) => reason.startsWith("essential_acr"));
  const acr = behavior.assurance(person, signIn, {})?.acr ?? "";
  return !essential || (isRequested(acr, prompt.details.acr) && !FRESH_ONLY.has(acr));
}

function isRequested(acr: string, request: unknown): boolean {
  const { value, values } = request as { value?: unknown; values?: unknown };
  return Array.isArray(values) ? values.includes(acr) : value === acr;
}
