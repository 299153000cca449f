import type { ErrorCode } from "../error-codes.js";
import { safeReturnTo } from "../http/return-to.js";
import { routeAddress } from "../route-address.js";
import type { Sealing } from "../sealing/sealing.js";
import type { Settings } from "../settings/settings.js";
import type { StepUp } from "./step-up.js";

/** Why a person may not see a page. */
export interface Denial {
  readonly code: ErrorCode;
  /** Where to come back to: a path of the application. */
  readonly returnTo: string;
  /** Whose login it is: by default the first provider's. */
  readonly provider?: string;
  /** What a new login must prove; absent when no login would help. */
  readonly login?: StepUp;
  /** Levels that the page requires, where they were the reason. */
  readonly required?: readonly string[];
  /** The person chooses how to log in, at the page of the setting `loginPage`. */
  readonly isToChoose?: true;
}

/** Parameter of the login route, and purpose of what is sealed in it. */
const PARAMETER = "guard";

/**
 * Where a page that can only redirect sends a person whom its guard did not let through: our login route answers in its
 * place. Sealed, so that no foreign link chooses what a login must prove or which refusal a person reads.
 */
export function denialAddress(denial: Denial, settings: Settings, sealing: Sealing): string {
  return `${settings.origin}${denialPath(denial, settings, sealing)}`;
}

/** The same address within the application. */
export function denialPath(denial: Denial, settings: Settings, sealing: Sealing): string {
  const parameters = denialParameters(denial, settings, sealing);
  return `${routeAddress("login", undefined, settings)}?${parameters.toString()}`;
}

/** Its parameters. */
export function denialParameters(denial: Denial, settings: Settings, sealing: Sealing): URLSearchParams {
  // Bounded before it is sealed: servers take an address of some kilobytes only.
  const returnTo = safeReturnTo(denial.returnTo, settings);
  return new URLSearchParams({ [PARAMETER]: sealing.seal(PARAMETER, { ...denial, returnTo }) });
}

/** The denial that such a page sent to our route. */
export function readDenial(parameters: URLSearchParams, sealing: Sealing): Denial | undefined {
  const sealed = parameters.get(PARAMETER);
  return sealed === null ? undefined : (sealing.open(PARAMETER, sealed) as Denial | undefined);
}
