import { textParameter, type Decision, type Login } from "../../interaction/login-rules.js";

/** Leads the person to the first page of what oidc-provider asks for. */
export function startMonComptePro({ prompt, params, current }: Login): Decision {
  const siretHint = textParameter(params, "siret_hint");
  if (siretHint !== undefined && !/^\d{14}$/.test(siretHint.replaceAll(/\s/g, ""))) {
    return { failure: { error: "server_error", error_description: "Bad Request" }, shownOnPage: true };
  }

  const hint = textParameter(params, "login_hint")?.trim().toLowerCase();
  const loginRequired = prompt.name === "login" && prompt.reasons.includes("login_prompt");
  const isOfAnother = hint !== undefined && hint !== current?.person.email;
  const mayChangePerson = prompt.name === "login" || prompt.name === "choose_organization";
  if (current === undefined || loginRequired || (mayChangePerson && isOfAnother)) {
    return { step: "email", hint };
  }

  if (prompt.name === "select_organization") return { step: "organization" };
  if (prompt.name === "update_userinfo") return { step: "userinfo" };
  return { step: "continue" };
}
