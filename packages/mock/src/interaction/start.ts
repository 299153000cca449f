import { type Answer, type InteractionContext, textParameter } from "./context.js";
import { submitPersona } from "./email.js";
import { failurePage } from "./failure.js";

/** Sends the person to the first page of what oidc-provider asks for. */
export function start(context: InteractionContext): Answer {
  const { prompt, params, signedIn, path } = context;
  const siretHint = textParameter(params, "siret_hint");
  if (siretHint !== undefined && !/^\d{14}$/.test(siretHint.replaceAll(/\s/g, ""))) {
    return failurePage(context, { error: "server_error", error_description: "Bad Request" });
  }

  const loginHint = textParameter(params, "login_hint")?.trim().toLowerCase();
  const signInRequired = prompt.name === "login" && prompt.reasons.includes("login_prompt");
  const somebodyElse = loginHint !== undefined && loginHint !== signedIn?.person.email;
  const mayChangePerson = prompt.name === "login" || prompt.name === "choose_organization";
  if (signedIn === undefined || signInRequired || (mayChangePerson && somebodyElse)) {
    return signInPage(context, loginHint);
  }

  if (prompt.name === "select_organization") return { location: path("organization") };
  if (prompt.name === "update_userinfo") return { location: path("userinfo") };
  return { location: path("continue") };
}

/** The e-mail page; a hint that is somebody's address stands for what one would type there. */
function signInPage(context: InteractionContext, hint: string | undefined): Answer {
  const { state, path, remember, autoContinue } = context;
  if (hint === undefined) return { location: path("email") };
  remember({ email: hint });
  const person = state.people.byEmail(hint);
  if (person !== undefined && autoContinue) {
    return submitPersona({ ...context, form: new URLSearchParams({ persona: person.id }) });
  }
  return { location: path(person === undefined ? "email" : "password") };
}
