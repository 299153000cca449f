import { faultCatalogue, faultsWith } from "./fault-catalogue.js";
import type { Fault, FaultName } from "./fault.js";

/** The faults that an authorization response can have. */
export const RESPONSE_FAULTS: readonly FaultName[] = faultsWith(({ redirect }) => redirect !== undefined);

/** What the relying party asked for, as far as its answer depends on it. */
export interface AuthorizationRequest {
  readonly redirectUri: string;
  readonly state: string | undefined;
  readonly issuer: string;
}

/** The address that refuses a login (RFC 6749 section 4.1.2.1). */
export function refusal({ redirectUri, state, issuer }: AuthorizationRequest): string {
  const url = new URL(redirectUri);
  url.searchParams.set("error", "access_denied");
  url.searchParams.set("error_description", "End-User aborted interaction");
  if (state !== undefined) url.searchParams.set("state", state);
  url.searchParams.set("iss", issuer);
  return url.href;
}

/** Whether there is in the response what a fault falsifies: a `state` only if one was sent. */
export function redirectApplies(location: string): (fault: Fault) => boolean {
  const { searchParams } = new URL(location);
  return ({ name }) => {
    const { changes } = faultCatalogue[name];
    return changes === undefined || searchParams.has(changes);
  };
}

/** The address of an authorization response, with faults. */
export function falsifyRedirect(location: string, faults: readonly Fault[]): string {
  const url = new URL(location);
  for (const { name } of faults) faultCatalogue[name].redirect?.(url.searchParams);
  return url.href;
}
