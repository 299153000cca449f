import type { Configuration } from "oidc-provider";

/**
 * Grants whatever was asked: the provider has no consent page.
 *
 * @see https://github.com/panva/node-oidc-provider/blob/main/recipes/skip_consent.md
 */
export function grantLoader(lifetime: number): NonNullable<Configuration["loadExistingGrant"]> {
  return async ({ oidc }) => {
    const { session, client, params, provider } = oidc;
    if (!session?.accountId || !client) return undefined;

    const grantId = session.grantIdFor(client.clientId);
    const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
    const grant = existing ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId });

    grant.exp = Math.floor(Date.now() / 1000) + lifetime;
    if (typeof params?.scope === "string") grant.addOIDCScope(params.scope);
    grant.addOIDCClaims([...oidc.requestParamClaims]);
    await grant.save();
    return grant;
  };
}
