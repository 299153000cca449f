import { AuthError } from "../errors.js";
import { aboutLogin } from "../login/refused-login.js";
import type { Settings } from "../settings/settings.js";
import type { ReceivedLogin } from "./hooks.js";
import { isAuthorized, mayBeOrganization } from "./is-authorized.js";
import { readDecision } from "./read-decision.js";

/** The application lets a login go on, or sends the person to a page of its own first. */
export interface Consent {
  /** For the session. */
  readonly data?: Readonly<Record<string, unknown>>;
  /** Path of the page. */
  readonly redirect?: string;
  /** `Set-Cookie` headers of the application. */
  readonly setCookie: readonly string[];
}

/**
 * Asks the application whether a login may go on.
 *
 * @throws AuthError `login_refused`; `settings_invalid` when the hook gives an answer that it may not give
 */
export async function runLoginHooks(login: ReceivedLogin, settings: Settings): Promise<Consent> {
  const { hooks, logger } = settings;
  if (hooks.authorize && !(await isAuthorized(login.user, hooks.authorize, logger))) {
    const error = new AuthError("login_refused", { hint: "the setting authorize refuses this person" });
    throw aboutLogin(error, { mayBeOrganization: mayBeOrganization(login.user, hooks.authorize) });
  }
  const decision = readDecision(await hooks.onLogin?.(login), settings);
  if (decision?.refuse !== undefined) {
    const error = new AuthError("login_refused", { hint: decision.refuse });
    throw aboutLogin(error, { mayBeOrganization: true });
  }
  const { data, redirect, setCookie = [] } = decision ?? {};
  return {
    ...(data && { data }),
    ...(redirect !== undefined && { redirect }),
    setCookie: [setCookie].flat(),
  };
}
