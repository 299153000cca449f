import { interactionPolicy, type KoaContextWithOIDC } from "oidc-provider";
import type { People } from "../../people/people.js";

const { Check, Prompt, base } = interactionPolicy;

/** When MonComptePro asks something of the person, beyond the login and the consent that oidc-provider knows. */
export function moncompteproPolicy(people: People): interactionPolicy.DefaultPolicy {
  const policy = base();
  policy.add(
    new Prompt(
      { name: "choose_organization", requestable: false },
      new Check("organization_missing", "End-User must select one organization", (context) =>
        organizationIsMissing(people, context),
      ),
    ),
  );
  policy.add(customPrompt("select_organization", "organization_selection_prompt"));
  policy.add(customPrompt("update_userinfo", "update_userinfo_prompt"));
  return policy;
}

function organizationIsMissing(people: People, { oidc }: KoaContextWithOIDC): boolean {
  const person = people.bySub(oidc.session?.accountId ?? "");
  if (person === undefined) return false;
  const selected = people.selectedOrganization(person);
  const hint = oidc.params?.siret_hint;
  return selected === undefined || (hint !== undefined && hint !== selected.siret);
}

/** A prompt that the provider compares with the whole parameter: combined with another value it is not applied. */
function customPrompt(name: string, reason: string): interactionPolicy.Prompt {
  return new Prompt(
    { name, requestable: true },
    new Check(reason, `client required the ${name} prompt`, "interaction_required", ({ oidc }) => {
      const done = oidc.result?.[name] === true;
      return oidc.params?.prompt === name && !done;
    }),
  );
}
