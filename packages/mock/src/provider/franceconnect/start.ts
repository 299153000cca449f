import type { Profile } from "@moncomptepro/profiles";
import { textParameter, type Decision, type Login } from "../../interaction/login-rules.js";

/** Answers from the provider's own session where there is one, else asks who is there. */
export function startFranceConnect({ params, current }: Login, { acr }: Pick<Profile, "acr">): Decision {
  const levels = textParameter(params, "acr_values")?.split(" ") ?? [];
  const refused = levels.find((level) => acr.refused?.includes(level));
  if (refused !== undefined) {
    const allowed = acr.values.filter((level) => !acr.refused?.includes(level));
    const error_description = `acr_value is not valid, should be equal one of these values, expected ${allowed.join(",")}, got ${refused}`;
    return { failure: { error: "invalid_acr", error_description }, shownOnPage: false };
  }
  if (params["idp_hint"] !== undefined) {
    const error_description = "An idp_hint was provided but is not allowed";
    return { failure: { error: "invalid_idp_hint", error_description }, shownOnPage: false };
  }
  return { step: current === undefined ? "email" : "continue" };
}
