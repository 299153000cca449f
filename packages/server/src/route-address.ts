import type { Settings } from "./settings/settings.js";

/** The routes that lead back to a page. */
export type ReturningRoute = "login" | "switch-account" | "select-organization";

/**
 * Path of a route of ours, at the provider of the settings.
 *
 * @param returnTo - page to come back to: a path of the application, checked; without it the home page
 */
export function routeAddress(
  route: ReturningRoute,
  returnTo: string | undefined,
  { path, providerPath }: Pick<Settings, "path" | "providerPath">,
): string {
  const address = `${path}/${route}${providerPath}`;
  return returnTo === undefined ? address : `${address}?returnTo=${encodeURIComponent(returnTo)}`;
}
