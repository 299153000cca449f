import { routeAddress } from "../route-address.js";
import type { Settings } from "../settings/settings.js";
import { safeReturnTo } from "./return-to.js";

/**
 * Where a person without the right session logs in: the page where they choose how, else our route.
 *
 * @param returnTo - page to come back to
 */
export function loginAddress(returnTo: string | undefined, settings: Settings): string {
  const page = settings.loginPage ?? routeAddress("login", undefined, settings);
  if (returnTo === undefined) return page;
  const mark = page.includes("?") ? "&" : "?";
  return `${page}${mark}returnTo=${encodeURIComponent(safeReturnTo(returnTo, settings))}`;
}
