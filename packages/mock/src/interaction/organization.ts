import { organizationPage } from "../pages/organization-page.js";
import type { Answer, InteractionContext } from "./context.js";

export function showOrganizations({ state, signedIn, path, texts }: InteractionContext): Answer {
  if (signedIn === undefined) return { location: path("email") };
  const { person } = signedIn;
  return {
    page: organizationPage(texts, {
      organizations: person.organizations,
      selected: state.people.selectedOrganization(person)?.siret,
      action: path("organization"),
    }),
  };
}

export function submitOrganization({ state, signedIn, form, path }: InteractionContext): Answer {
  if (signedIn === undefined) return { location: path("email") };
  const { person } = signedIn;
  const chosen = person.organizations.find(({ siret }) => siret === form.get("siret"));
  if (chosen === undefined) return { location: path("organization") };
  state.people.selectOrganization(person, chosen);
  return { location: path("continue") };
}
