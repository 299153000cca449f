import type { Settings } from "./settings/settings.js";

/** The routes that lead back to a page. */
export type ReturningRoute = "login" | "switch-account" | "select-organization";

/**
 * Path of a route of ours.
 *
 * @param returnTo - page to come back to: a path of the application, checked; without it the home page
 */
export function routeAddress(
  route: ReturningRoute,
  returnTo: string | undefined,
  { path }: Pick<Settings, "path">,
): string {
  const address = `${path}/${route}`;
  return returnTo === undefined ? address : `${address}?returnTo=${encodeURIComponent(returnTo)}`;
}
