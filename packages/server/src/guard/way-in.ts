import { ownLoginsOf } from "../settings/own-logins.js";
import type { Settings } from "../settings/settings.js";
import type { Denial } from "./denial.js";
import type { Required } from "./requirements.js";
import { stepUpFor } from "./step-up.js";

/** How a person gets in: by a provider's login, by the application's own page, or by no way that we know. */
export type WayIn = Pick<Denial, "login" | "isToChoose">;

type WaySettings = Pick<Settings, "profile" | "clients" | "ownLogins" | "loginPage">;

/**
 * Where a person without a session goes. Where several logins are enough they choose.
 *
 * @param settings - of the provider whose login is meant
 * @param path - of the page that they asked for: the page where people choose does not send to itself
 */
export function wayIn(requirements: Required, path: string, settings: WaySettings): WayIn {
  const login = stepUpFor(requirements);
  const { provider } = requirements;
  const mayChoose =
    !provider || provider.length > 1 || provider.some((name) => ownLoginsOf(settings).includes(name));
  const hasPage = settings.loginPage !== undefined && settings.loginPage !== path;
  if (hasPage && mayChoose && Object.keys(login).length === 0) return { isToChoose: true };
  return isEnough(requirements, settings) ? { login } : {};
}

/**
 * Where a person goes whose login is not the right one. To the application's own page only by a click: a page that
 * sends back people who are logged in would send them round in circles.
 */
export function wayFromOther(requirements: Required, settings: WaySettings): WayIn {
  return isEnough(requirements, settings) ? { login: stepUpFor(requirements) } : {};
}

/** Whether this provider's login is one of those that are enough. */
function isEnough({ provider }: Required, { profile }: WaySettings): boolean {
  return !provider || provider.includes(profile.id);
}
