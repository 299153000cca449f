import { joinOrganizationPage } from "../pages/notice-pages.js";
import type { Person } from "../people/people.js";
import { type Answer, type InteractionContext, type SignedIn, textParameter } from "./context.js";
import { failurePage } from "./failure.js";

/** Sends the person to the next page they must see, or back to the relying party when nothing is missing. */
export function proceed(context: InteractionContext): Answer {
  const { signedIn, path } = context;
  if (signedIn === undefined) return { location: path("email") };
  return organizationStep(context, signedIn.person) ?? finish(context, signedIn);
}

/** Settles for whom the person acts; answers only when that takes a page. */
function organizationStep(context: InteractionContext, person: Person): Answer | undefined {
  const { behavior, state, params, path, texts, autoContinue } = context;
  const selected = state.people.selectedOrganization(person);
  const binding = behavior.siretHint === "binding";
  if (selected !== undefined && !binding) return undefined;

  const hint = textParameter(params, "siret_hint");
  // As it came: spaces pass the provider's check and then match nothing.
  const hinted = hint && person.organizations.find(({ siret }) => siret === hint);
  if (hint !== undefined && binding && !hinted) {
    return { page: joinOrganizationPage(texts, hint, path("email")) };
  }
  if (hinted) {
    state.people.selectOrganization(person, hinted);
    return undefined;
  }

  if (selected !== undefined) return undefined;
  if (person.organizations.length > 1 && !autoContinue) return { location: path("organization") };
  state.people.selectOrganization(person, person.organizations[0]);
  return undefined;
}

function finish(context: InteractionContext, { person, signIn }: SignedIn): Answer {
  const { behavior, prompt, params } = context;
  const assurance = behavior.assurance(person, signIn, {
    essential: essentialAcrs(prompt.details.acr),
    acrValues: textParameter(params, "acr_values"),
  });
  if (assurance === undefined) {
    const { shownOnPage, description } = behavior.unreachableAssurance;
    const failure = { error: "access_denied", error_description: description };
    return shownOnPage ? failurePage(context, failure) : { result: failure };
  }

  signIn.assurance = assurance;
  const { acr, amr } = assurance;
  const ts = behavior.authTime === "answer" ? Math.floor(Date.now() / 1000) : signIn.signedInAt;
  return {
    result: {
      login: { accountId: behavior.subject.of(person.sub), acr, amr: [...amr], ts },
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
