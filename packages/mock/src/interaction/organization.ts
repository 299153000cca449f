import { organizationPage } from "../pages/organization-page.js";
import type { Answer, InteractionContext } from "./context.js";

export function showOrganizations({ state, current, path, texts }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  const { person } = current;
  return {
    page: organizationPage(texts, {
      organizations: person.organizations,
      selected: state.people.selectedOrganization(person)?.siret,
      action: path("organization"),
    }),
  };
}

export function submitOrganization({ state, current, form, path }: InteractionContext): Answer {
  if (current === undefined) return { location: path("email") };
  const { person } = current;
  const chosen = person.organizations.find(({ siret }) => siret === form.get("siret"));
  if (chosen === undefined) return { location: path("organization") };
  state.people.selectOrganization(person, chosen);
  return { location: path("continue") };
}
