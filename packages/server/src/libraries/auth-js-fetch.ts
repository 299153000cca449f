import { redeemGrant } from "../login/redeem-grant.js";
import type { Provider } from "../provider/provider.js";
import { explained } from "../verify/explained.js";

/**
 * The calls of Auth.js 5 to the provider, made as ours are: the discovery document that is known already, the code
 * redeemed with our client authentication. It calls nothing else: the userinfo is asked for by us.
 */
export function fetchOfAuthJs(provider: Provider): typeof fetch {
  return async (input, init) => {
    const address = new URL(input instanceof Request ? input.url : input);
    const { token_endpoint: tokenEndpoint, ...metadata } = await provider.metadata();
    if (address.href === new URL(tokenEndpoint).href) {
      const sent = await new Request(tokenEndpoint, init).formData();
      const text = (name: string): string | undefined => {
        const value = sent.get(name);
        return typeof value === "string" ? value : undefined;
      };
      const verifier = text("code_verifier");
      const grant = {
        code: text("code") ?? "",
        redirectUri: text("redirect_uri") ?? "",
        ...(verifier !== undefined && { verifier }),
      };
      return Response.json(await explained(redeemGrant(grant, provider), provider.settings.logger));
    }
    if (address.pathname.endsWith("/.well-known/openid-configuration")) {
      return Response.json({ ...metadata, token_endpoint: tokenEndpoint });
    }
    throw new TypeError(`Auth.js called ${address.origin}${address.pathname}, which no login needs.`);
  };
}
