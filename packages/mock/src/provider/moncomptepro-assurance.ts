import type { Person } from "../people/people.js";
import type { SignIn } from "../people/sign-ins.js";
import type { Assurance, AssuranceRequest } from "./behavior.js";

const CERTIFIED_OFFICER = "https://proconnect.gouv.fr/assurance/certification-dirigeant";

/**
 * How a person authenticates at MonComptePro. Levels are compared as strings: somebody who gave two factors does not
 * meet a request for one.
 */
export function moncompteproAssurance(
  person: Person,
  signIn: SignIn,
  { essential, acrValues }: AssuranceRequest,
): Assurance | undefined {
  const within = reach(person, signIn);
  if (essential !== undefined) return within.find(({ acr }) => essential.includes(acr));

  const [usual] = within;
  // Kept by the provider for old clients: the level is returned whatever the person did, so it proves nothing.
  if (usual !== undefined && acrValues === "eidas1") return { ...usual, acr: "eidas1" };
  return usual;
}

/** What the person can reach in this session, beginning with what they do when nothing is asked. */
function reach({ assurance = {} }: Person, signIn: SignIn): Assurance[] {
  const { identityVerified = false, secondFactor, companyOfficer = false } = assurance;
  const level = identityVerified ? "eidas1" : "eidas0";
  const oneFactor: Assurance = { acr: level, amr: ["pwd"] };
  const twoFactors: Assurance = { acr: `${level}-mfa`, amr: ["pwd", "otp", "mfa"] };

  const reached: Assurance[] = [];
  if (secondFactor !== "always" && !signIn.twoFactors) reached.push(oneFactor);
  if (secondFactor !== undefined) reached.push(twoFactors);
  if (companyOfficer) reached.push({ acr: CERTIFIED_OFFICER, amr: reached[0]?.amr ?? ["pwd"] });
  return reached;
}
