// What an application writes on openid-client alone: PKCE, state, nonce and userinfo, no signature checked, one slot.
import * as client from "openid-client";

export default ({ baseUrl, clientId, clientSecret, issuer }) => {
  let configuration;
  let slot;
  const discover = () =>
    client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute: [client.allowInsecureRequests],
    });
  return async (request, response) => {
    configuration ??= await discover();
    if (request.url.startsWith("/auth/login")) {
      slot = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const location = client.buildAuthorizationUrl(configuration, {
        redirect_uri: `${baseUrl}/auth/callback`,
        scope: "openid email profile organization",
        state: slot.state,
        nonce: slot.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(slot.verifier),
        code_challenge_method: "S256",
      });
      return response.writeHead(303, { location: location.href }).end();
    }
    if (request.url.startsWith("/auth/callback")) {
      const tokens = await client.authorizationCodeGrant(configuration, new URL(request.url, baseUrl), {
        expectedState: slot.state,
        expectedNonce: slot.nonce,
        pkceCodeVerifier: slot.verifier,
      });
      await client.fetchUserInfo(configuration, tokens.access_token, tokens.claims().sub);
      return response.writeHead(303, { location: "/", "set-cookie": "session=1" }).end();
    }
    return response.writeHead(404).end();
  };
};
