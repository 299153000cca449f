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
        return { sub: subject, ...behavior.claims(person, people.selectedOrganization(person)) };
      },
    };
  };
}
