import type { Profile } from "@moncomptepro/profiles";
import { parseJsonObject } from "./parse-json.js";
import type { ProviderAnswer } from "./provider-call.js";

/** Says whether an answer to a token means that the session of the person ended at the provider, as its profile knows it. */
export function isEnded({ status, text }: ProviderAnswer, { endedSession }: Profile): boolean {
  if (status !== endedSession?.status) return false;
  try {
    return parseJsonObject(text, "the answer", "provider_error")["error"] === endedSession.error;
  } catch {
    return false;
  }
}
