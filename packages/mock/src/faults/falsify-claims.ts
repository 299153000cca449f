import type { Fault, FaultName } from "./fault.js";

/** Claims of a token, or of userinfo in JSON. */
export type Claims = Readonly<Record<string, unknown>>;

type Falsify = (claims: Claims, fault: Fault) => Claims;

const HOUR = 3600;
const DAY = 24 * HOUR;
const now = (): number => Math.floor(Date.now() / 1000);

function shifted(claims: Claims, seconds: number, names: readonly string[]): Claims {
  const times = Object.entries(claims).filter(
    (entry): entry is [string, number] => names.includes(entry[0]) && typeof entry[1] === "number",
  );
  return { ...claims, ...Object.fromEntries(times.map(([name, time]) => [name, time + seconds])) };
}

/** What each fault does to claims. */
const falsifications: Partial<Record<FaultName, Falsify>> = {
  wrong_iss: (claims) => ({ ...claims, iss: "https://other.example" }),
  wrong_aud: (claims) => ({ ...claims, aud: "other-client" }),
  wrong_nonce: (claims) => ({ ...claims, nonce: "other-nonce" }),
  // Still a numeric string, and of nobody.
  wrong_sub: (claims) => ({ ...claims, sub: "999999" }),
  expired: (claims) => ({ ...claims, iat: now() - 2 * HOUR, exp: now() - HOUR }),
  iat_in_future: (claims) => ({ ...claims, iat: now() + DAY, exp: now() + DAY + HOUR }),
  missing_claim: (claims, { claim }) =>
    Object.fromEntries(Object.entries(claims).filter(([name]) => name !== claim)),
  malformed_siret: (claims, { siret }) => ({ ...claims, siret }),
  lower_acr: (claims, { acr }) => ({ ...claims, acr }),
  clock_shift: (claims, { seconds = 0 }) => shifted(claims, seconds, ["iat", "exp", "nbf", "auth_time"]),
};

/** The claim that a fault changes, where it invents none. */
function changedClaim({ name, claim, endpoint }: Fault): string | undefined {
  if (name === "missing_claim") return claim;
  if (name === "malformed_siret") return "siret";
  // A logout token must have none: there, one is the fault.
  return name === "wrong_nonce" && endpoint !== "backchannel_logout" ? "nonce" : undefined;
}

/** Whether there is in the claims what the fault falsifies; supposed where they cannot be read. */
export function appliesTo(claims: Claims | undefined): (fault: Fault) => boolean {
  return (fault) => {
    const name = changedClaim(fault);
    return claims === undefined || name === undefined || Object.hasOwn(claims, name);
  };
}

/** The faults that change what is said, signed or not. */
export const CLAIM_FAULTS = Object.keys(falsifications) as readonly FaultName[];

export function falsifyClaims(claims: Claims, faults: readonly Fault[]): Claims {
  return faults.reduce((changed, fault) => falsifications[fault.name]?.(changed, fault) ?? changed, claims);
}
