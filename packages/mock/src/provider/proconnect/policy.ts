import { interactionPolicy } from "oidc-provider";

/** What oidc-provider knows, `login` and `consent`, and nothing else: other prompts are `invalid_request`. */
export function proconnectPolicy(): interactionPolicy.DefaultPolicy {
  return interactionPolicy.base();
}
