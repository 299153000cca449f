import { joinOrganizationPage } from "../pages/notice-pages.js";
import { assuranceRequest } from "./assurance-request.js";
import { confirmationStep } from "./confirmation.js";
import type { Answer, InteractionContext } from "./context.js";
import { fail, refuse } from "./failure.js";
import { identityStep } from "./identity.js";
import { textParameter, type CurrentSession } from "./login-rules.js";
import { secondFactorStep } from "./second-factor.js";

/** Sends the person to the next page they must see, or back to the relying party when nothing is missing. */
export function continueLogin(context: InteractionContext): Answer {
  const { current, path } = context;
  if (current === undefined) return { location: path("email") };
  return (
    secondFactorStep(context, current) ??
    organizationStep(context, current) ??
    identityStep(context, current) ??
    finish(context, current)
  );
}

/** Settles for whom the person acts; answers only when that takes a page. */
function organizationStep(
  context: InteractionContext,
  { person, session }: CurrentSession,
): Answer | undefined {
  const { rules, state, params, path, texts, autoContinue } = context;
  if (rules.siretHint === "unknown") return undefined;
  const selected = state.people.selectedOrganization(person);
  const binding = rules.siretHint === "binding";
  if (selected !== undefined && !binding) return undefined;

  const hint = textParameter(params, "siret_hint") ?? session.siretHint;
  if (binding) session.siretHint = hint;
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
  const isAsked = rules.asksForLevel?.organization(assuranceRequest(context)) ?? false;
  if ((person.organizations.length > 1 || isAsked) && !autoContinue)
    return { location: path("organization") };
  const [first] = person.organizations;
  if (first !== undefined) state.people.selectOrganization(person, first);
  return undefined;
}

function finish(context: InteractionContext, { person, session }: CurrentSession): Answer {
  const { rules, prompt, state, admits } = context;
  const isAgent = state.people.selectedOrganization(person)?.isPublicService === true;
  if (admits === "public-agents" && !isAgent) return refuse(context, "not-admitted");
  const assurance = rules.assurance(person, session, assuranceRequest(context));
  if (assurance === undefined) return fail(context, rules.unreachableAssurance);
  const confirmation = confirmationStep(context);
  if (confirmation !== undefined) return confirmation;

  session.assurance = assurance;
  session.siretHint = undefined;
  const { acr, amr } = assurance;
  const ts = rules.authTime === "answer" ? Math.floor(Date.now() / 1000) : session.openedAt;
  return {
    result: {
      login: { accountId: rules.subject.of(person.sub), acr, amr: [...amr], ts },
      consent: {},
      select_organization: prompt.name === "select_organization",
      update_userinfo: prompt.name === "update_userinfo",
    },
  };
}
