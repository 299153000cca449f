import { type Answer, type InteractionContext, textParameter } from "../interaction/context.js";
import { failurePage } from "../interaction/failure.js";
import { signInPage } from "../interaction/sign-in-page.js";

/** Sends the person to the first page of what oidc-provider asks for. */
export function startMonComptePro(context: InteractionContext): Answer {
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
