import type { KoaContextWithOIDC } from "oidc-provider";
import type { Refusal } from "../behavior.js";
import { STANDARD_DISCOVERY } from "../discovery-path.js";
import { AUTHORIZATION, KEYCLOAK_AUTHORIZATION, PROTOCOL, REALM } from "./paths.js";

/** What the realm answers to at another address than oidc-provider has one for. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  [REALM + STANDARD_DISCOVERY]: STANDARD_DISCOVERY,
  [KEYCLOAK_AUTHORIZATION]: AUTHORIZATION,
};

/** What Pro Santé Connect does before it lets oidc-provider answer. */
export async function beforeProSanteConnect(context: KoaContextWithOIDC): Promise<Refusal | undefined> {
  if (context.path === `${PROTOCOL}/logout` && context.method === "GET" && !context.query["id_token_hint"]) {
    return { status: 400, error: "invalid_request", description: "Missing parameters: id_token_hint" };
  }
  context.path = OTHER_NAMES[context.path] ?? context.path;
  return undefined;
}
