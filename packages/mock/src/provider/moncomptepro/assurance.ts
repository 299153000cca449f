import type { AssuranceRequest, LoginRules } from "../../interaction/login-rules.js";
import type { Person } from "../../people/people.js";
import type { Assurance, ProviderSession } from "../../state/provider-sessions.js";

const CERTIFIED_OFFICER = "https://proconnect.gouv.fr/assurance/certification-dirigeant";
const LEVELS = ["eidas0", "eidas0-mfa", "eidas1", "eidas1-mfa"];

/**
 * How a person is authenticated at MonComptePro: a fact of the session, which a request only compares itself with, as
 * text. A person who gave two factors does not meet a request for one.
 */
export function moncompteproAssurance(
  person: Person,
  session: ProviderSession,
  { essential, acrValues }: AssuranceRequest,
): Assurance | undefined {
  const { identityVerified = false, companyOfficer = false } = person.assurance ?? {};
  const level = identityVerified ? "eidas1" : "eidas0";
  const reached: Assurance = session.twoFactors
    ? { acr: `${level}-mfa`, amr: ["pwd", "otp", "mfa"] }
    : { acr: level, amr: ["pwd"] };

  if (essential === undefined) {
    // Kept by the provider for old clients: the level is returned whatever the person did, so it proves nothing.
    return acrValues === "eidas1" ? { ...reached, acr: "eidas1" } : reached;
  }
  if (isForOfficersOnly(essential)) {
    return companyOfficer && identityVerified ? { ...reached, acr: CERTIFIED_OFFICER } : undefined;
  }
  return essential.includes(reached.acr) ? reached : undefined;
}

/**
 * What is asked for a level. The provider asks itself whether a second factor would do for a person whose identity is
 * verified, and whether a verified identity would do for a person who gave two factors: so only a list with `eidas1-mfa`
 * leads to either page.
 */
export const moncompteproQuestions: NonNullable<LoginRules["asksForLevel"]> = {
  secondFactor: ({ twoFactors }, { essential = [] }) =>
    !twoFactors && essential.includes("eidas1-mfa") && !essential.includes("eidas1"),
  identity: ({ assurance }, { essential = [] }) =>
    assurance?.identityVerified !== true &&
    (isForOfficersOnly(essential) || (essential.includes("eidas1-mfa") && !essential.includes("eidas0-mfa"))),
  organization: ({ essential = [] }) => isForOfficersOnly(essential),
};

/** With another level in the list the certification is not asked for, and never returned. */
function isForOfficersOnly(essential: readonly string[]): boolean {
  return essential.includes(CERTIFIED_OFFICER) && !LEVELS.some((level) => essential.includes(level));
}
