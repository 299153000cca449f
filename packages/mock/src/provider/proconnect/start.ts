import { decodeJwt } from "jose";
import { textParameter, type Decision, type Login } from "../../interaction/login-rules.js";
import { proconnectAssurance } from "./assurance.js";
import { identityProviderOf, isIdentityProvider } from "./identity-providers.js";
import { uuidSubject } from "./subject.js";

/** Levels that a session never lends: an application that requires one sees the person authenticate anew. */
const FRESH_ONLY = new Set(["eidas2", "eidas3"]);

/** Answers from the federation's own session where it will do, else ends it and asks who is there. */
export function startProConnect(login: Login): Decision {
  const idpHint = textParameter(login.params, "idp_hint");
  if (idpHint !== undefined && !isIdentityProvider(idpHint)) {
    const error_description = "provided idp_hint could not be found";
    return { failure: { error: "idp_hint_not_found", error_description }, shownOnPage: false };
  }
  if (sessionWillDo(login)) return { step: "continue" };
  const hint = textParameter(login.params, "login_hint")?.toLowerCase();
  return { signOut: true, step: "email", hint };
}

function sessionWillDo({ current, prompt, params }: Login): boolean {
  if (current === undefined) return false;
  const { person, session } = current;
  const loginHint = textParameter(params, "login_hint")?.toLowerCase();
  if (loginHint !== undefined && loginHint !== person.email) return false;
  const idpHint = textParameter(params, "idp_hint");
  if (idpHint !== undefined && idpHint !== identityProviderOf(person.email).id) return false;
  // Another person is asked for by name. The federation itself answers from its session, and is asked again for ever.
  if (prompt.reasons.includes("claims_id_token_sub_value")) return false;
  const idTokenHint = textParameter(params, "id_token_hint");
  if (idTokenHint !== undefined && decodeJwt(idTokenHint).sub !== uuidSubject.of(person.sub)) return false;

  const essential = prompt.reasons.some((reason) => reason.startsWith("essential_acr"));
  const acr = proconnectAssurance(person, session, {})?.acr ?? "";
  return !essential || (isRequested(acr, prompt.details.acr) && !FRESH_ONLY.has(acr));
}

function isRequested(acr: string, request: unknown): boolean {
  const { value, values } = request as { value?: unknown; values?: unknown };
  return Array.isArray(values) ? values.includes(acr) : value === acr;
}
