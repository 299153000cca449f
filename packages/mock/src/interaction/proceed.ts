import { joinOrganizationPage } from "../pages/notice-pages.js";
import type { Person } from "../people/people.js";
import { type Answer, type InteractionContext, textParameter } from "./context.js";
import { failurePage } from "./failure.js";

/** Sends the person to the next page they must see, or back to the relying party when nothing is missing. */
export function proceed(context: InteractionContext): Answer {
  const { signedIn, path } = context;
  if (signedIn === undefined) return { location: path("email") };
  return organizationStep(context, signedIn.person) ?? finish(context, signedIn);
}

/** Settles for whom the person acts; answers only when that takes a page. */
function organizationStep(context: InteractionContext, person: Person): Answer | undefined {
  const { state, params, path, autoContinue } = context;
  const hint = textParameter(params, "siret_hint");
  if (hint !== undefined) {
    // As it came: spaces pass the provider's check and then match nothing.
    const hinted = person.organizations.find(({ siret }) => siret === hint);
    if (hinted === undefined) return { page: joinOrganizationPage(hint, path("email")) };
    state.people.selectOrganization(person, hinted);
    return undefined;
  }

  if (state.people.selectedOrganization(person) !== undefined) return undefined;
  if (person.organizations.length > 1 && !autoContinue) return { location: path("organization") };
  state.people.selectOrganization(person, person.organizations[0]);
  return undefined;
}

function finish(
  context: InteractionContext,
  { person, signIn }: NonNullable<InteractionContext["signedIn"]>,
): Answer {
  const { behavior, prompt, params } = context;
  const assurance = behavior.assurance(person, signIn, {
    essential: essentialAcrs(prompt.details.acr),
    acrValues: textParameter(params, "acr_values"),
  });
  if (assurance === undefined) {
    return failurePage(context, {
      error: "access_denied",
      error_description: "none of the requested ACRs could be obtained",
    });
  }

  const { acr, amr } = assurance;
  return {
    result: {
      login: { accountId: person.sub, acr, amr: [...amr], ts: signIn.signedInAt },
      consent: {},
      select_organization: prompt.name === "select_organization",
      update_userinfo: prompt.name === "update_userinfo",
    },
  };
}

/** The levels that oidc-provider says an essential `acr` claim asks for. */
function essentialAcrs(requested: unknown): readonly string[] | undefined {
  if (typeof requested !== "object" || requested === null) return undefined;
  const { value, values } = requested as { value?: unknown; values?: unknown };
  const all: unknown[] = Array.isArray(values) ? values : [value];
  return all.filter((acr) => typeof acr === "string");
}
