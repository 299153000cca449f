import { faultCatalogue, faultsWith } from "./fault-catalogue.js";
import type { Claims } from "./fault-kind.js";
import type { Fault, FaultName } from "./fault.js";

/** The faults that change what is said, signed or not. */
export const CLAIM_FAULTS: readonly FaultName[] = faultsWith(({ claims }) => claims !== undefined);

/** The claim that a fault changes, where it invents none. */
function changedClaim({ name, claim, endpoint }: Fault): string | undefined {
  // A logout token must have none: there, one is the fault.
  if (name === "wrong_nonce" && endpoint === "backchannel_logout") return undefined;
  return claim ?? faultCatalogue[name].changes;
}

/** Whether there is in the claims what the fault falsifies; supposed where they cannot be read. */
export function appliesTo(claims: Claims | undefined): (fault: Fault) => boolean {
  return (fault) => {
    const name = changedClaim(fault);
    return claims === undefined || name === undefined || Object.hasOwn(claims, name);
  };
}

export function falsifyClaims(claims: Claims, faults: readonly Fault[]): Claims {
  return faults.reduce(
    (changed, fault) => faultCatalogue[fault.name].claims?.(changed, fault) ?? changed,
    claims,
  );
}
