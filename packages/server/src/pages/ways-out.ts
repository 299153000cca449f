import type { ErrorCode } from "../error-codes.js";
import { routeAddress } from "../route-address.js";
import type { Settings } from "../settings/settings.js";
import type { ErrorPage } from "./error-page.js";

/** Why an account was refused: whose it is, what it lacks, or its level. */
type Refusal = "access" | "claim" | "level";

/** The refusals of an account: while the provider's session lives, the same login would end in the same refusal. */
const REFUSALS: Readonly<Partial<Record<ErrorCode, Refusal>>> = {
  login_refused: "access",
  not_authorized: "access",
  claim_missing: "claim",
  claim_malformed: "claim",
  acr_not_reached: "level",
};

/** Why an account was refused; undefined when something else failed than the account. */
export function refusalOf(code: ErrorCode): Refusal | undefined {
  return REFUSALS[code];
}

/** What may help besides the same login again. */
export type WaysOut = Pick<ErrorPage, "changeAccountUrl" | "changeOrganizationUrl">;

/**
 * Where a refused person can go.
 *
 * @param returnTo - page to come back to: a path of the application, checked
 */
export function waysOut(
  code: ErrorCode,
  mayBeOrganization: boolean,
  returnTo: string | undefined,
  settings: Settings,
): WaysOut {
  // The provider may refuse an account too, and says no more than that.
  if (!refusalOf(code) && code !== "access_denied") return {};
  const isChoice = mayBeOrganization && settings.profile.organizationChange !== undefined;
  return {
    changeAccountUrl: routeAddress("switch-account", returnTo, settings),
    ...(isChoice && { changeOrganizationUrl: routeAddress("select-organization", returnTo, settings) }),
  };
}
