/** What a login can be asked to prove, by the names of the options. */
export const PROOFS = ["acr", "secondFactor", "certifiedOfficer", "maxAge"] as const;

/** Names of what is to be proven. */
export function proofsIn(asked: Partial<Record<(typeof PROOFS)[number], unknown>>): readonly string[] {
  return PROOFS.filter((name) => asked[name] !== undefined);
}
