import type { Person } from "../../people/people.js";
import type { Assurance, ProviderSession } from "../../state/provider-sessions.js";

const CERTIFIED_OFFICER = "https://proconnect.gouv.fr/assurance/certification-dirigeant";

/** What the person can reach in this session, beginning with what they do when nothing is asked. */
export function reachableAssurance({ assurance = {} }: Person, session?: ProviderSession): Assurance[] {
  const { identityVerified = false, secondFactor, companyOfficer = false } = assurance;
  const level = identityVerified ? "eidas1" : "eidas0";
  const oneFactor: Assurance = { acr: level, amr: ["pwd"] };
  const twoFactors: Assurance = { acr: `${level}-mfa`, amr: ["pwd", "otp", "mfa"] };

  const reached: Assurance[] = [];
  if (secondFactor !== "always" && session?.twoFactors !== true) reached.push(oneFactor);
  if (secondFactor !== undefined) reached.push(twoFactors);
  if (companyOfficer) reached.push({ acr: CERTIFIED_OFFICER, amr: reached[0]?.amr ?? ["pwd"] });
  return reached;
}
