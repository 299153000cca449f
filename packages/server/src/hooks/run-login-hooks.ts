import * as v from "valibot";
import { AuthError } from "../errors.js";
import { aboutLogin } from "../login/refused-login.js";
import { text } from "../settings/forms.js";
import { requireMembers } from "../settings/members.js";
import type { Settings } from "../settings/settings.js";
import type { LoginDecision, ReceivedLogin } from "./hooks.js";
import { isAuthorized, mayBeOrganization } from "./is-authorized.js";

/**
 * Asks the application whether a login may go on.
 *
 * @returns the data that it wants in the session
 * @throws AuthError `login_refused`; `settings_invalid` when the hook answers neither yes nor no
 */
export async function runLoginHooks(
  login: ReceivedLogin,
  { hooks, logger }: Pick<Settings, "hooks" | "logger">,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  if (hooks.authorize && !(await isAuthorized(login.user, hooks.authorize, logger))) {
    const error = new AuthError("login_refused", { hint: "the setting authorize refuses this person" });
    throw aboutLogin(error, { mayBeOrganization: mayBeOrganization(login.user, hooks.authorize) });
  }
  const decision = readDecision(await hooks.onLogin?.(login));
  if (decision?.refuse !== undefined) {
    const error = new AuthError("login_refused", { hint: decision.refuse });
    throw aboutLogin(error, { mayBeOrganization: true });
  }
  return decision?.data;
}

/** An answer that we do not understand, for example a misspelt `refuse`, may have meant a refusal. */
function readDecision(decision: unknown): LoginDecision {
  if (decision === undefined) return undefined;
  const place = "onLogin() must answer nothing, { refuse } or { data }";
  const checked = requireMembers(
    place,
    decision,
    {
      refuse: v.exactOptional(text("must be the reason, a text that is not empty")),
      data: v.optional(v.custom<object>(isObject, "must be an object")),
    },
    "settings_invalid",
  );
  if (Object.hasOwn(decision as object, "refuse") === Object.hasOwn(decision as object, "data")) {
    throw new AuthError("settings_invalid", { hint: `${place}: exactly one of the two` });
  }
  return checked as LoginDecision;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
