import type { Claims, User } from "@moncomptepro/profiles";

/** Who was refused, in the provider's words. For the page of this person alone: it is in no log. */
export interface Account {
  readonly email?: string;
  readonly organization?: { readonly siret: string; readonly label?: string };
}

/** Characters that a page shows of one value. */
const MAXIMUM_LENGTH = 254;

export function accountOf({ email, organization }: Pick<User, "email" | "organization">): Account {
  return shown(email, organization?.siret, organization?.label);
}

/** The same of a login that made no user, because one of its claims is missing or malformed. */
export function accountOfClaims({ email, siret }: Claims): Account {
  return shown(email, siret, undefined);
}

function shown(email: unknown, siret: unknown, label: unknown): Account {
  const [address, number, name] = [visible(email), visible(siret), visible(label)];
  return {
    ...(address && { email: address }),
    ...(number && { organization: { siret: number, ...(name && { label: name }) } }),
  };
}

/** Nothing that cannot be seen, or that turns the direction of what stands beside it. */
function visible(value: unknown): string {
  if (typeof value !== "string") return "";
  return value
    .replaceAll(/[\p{C}\s]+/gu, " ")
    .trim()
    .slice(0, MAXIMUM_LENGTH);
}
