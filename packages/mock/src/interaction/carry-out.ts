import { askWhoIsThere } from "./ask-who-is-there.js";
import type { Answer, InteractionContext } from "./context.js";
import { fail } from "./failure.js";
import type { Decision } from "./login-rules.js";

/** Does what the provider decided. */
export function carryOut(context: InteractionContext, decision: Decision): Answer {
  if ("failure" in decision) return fail(context, decision);
  if (decision.signOut) context.closeSession();
  if (decision.step === "email") return askWhoIsThere(context, decision.hint);
  return { location: context.path(decision.step) };
}
