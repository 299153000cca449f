import { textParameter, type AssuranceRequest, type Login } from "./login-rules.js";

/** What the application asks of the level. */
export function assuranceRequest({ prompt, params }: Pick<Login, "prompt" | "params">): AssuranceRequest {
  return {
    essential: essentialAcrs(prompt.details.acr),
    acrValues: textParameter(params, "acr_values"),
  };
}

/** The levels that oidc-provider says an essential `acr` claim asks for. */
function essentialAcrs(requested: unknown): readonly string[] | undefined {
  if (typeof requested !== "object" || requested === null) return undefined;
  const { value, values } = requested as { value?: unknown; values?: unknown };
  const all: unknown[] = Array.isArray(values) ? values : [value];
  return all.filter((acr) => typeof acr === "string");
}
