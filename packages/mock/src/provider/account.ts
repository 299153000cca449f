import type { FindAccount } from "oidc-provider";
import type { People } from "../people/people.js";
import type { ProviderBehavior } from "./behavior.js";

/** What oidc-provider asks about a person, each time anew: claims follow the person, not the token. */
export function accountFinder(behavior: ProviderBehavior, people: People): FindAccount {
  return (_context, subject) => {
    const person = people.bySub(behavior.subject.read(subject));
    if (person === undefined) return undefined;
    return {
      accountId: subject,
      claims() {
        const organization = people.selectedOrganization(person);
        // Becomes a 500 at the token and userinfo endpoints, as at the real provider.
        if (organization === undefined) throw new Error("organization should be set");
        return { sub: subject, ...behavior.claims(person, organization) };
      },
    };
  };
}
