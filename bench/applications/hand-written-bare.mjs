// What an application writes on openid-client alone: PKCE, state, nonce and userinfo; no signature is checked, logins are
// kept in memory and the session is a constant.
import * as client from "openid-client";

export default ({ baseUrl, clientId, clientSecret, issuer }) => {
  let configuration;
  const attempts = new Map();
  const discover = () =>
    client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      execute: [client.allowInsecureRequests],
    });
  return async (request, response) => {
    configuration ??= await discover();
    if (request.url.startsWith("/auth/login")) {
      const state = client.randomState();
      const slot = {
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const location = client.buildAuthorizationUrl(configuration, {
        redirect_uri: `${baseUrl}/auth/callback`,
        scope: "openid email profile organization",
        state,
        nonce: slot.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(slot.verifier),
        code_challenge_method: "S256",
      });
      attempts.set(state, slot);
      return response.writeHead(303, { location: location.href }).end();
    }
    if (request.url.startsWith("/auth/callback")) {
      const address = new URL(request.url, baseUrl);
      const state = address.searchParams.get("state");
      const slot = attempts.get(state);
      attempts.delete(state);
      const tokens = await client.authorizationCodeGrant(configuration, address, {
        expectedState: state,
        expectedNonce: slot.nonce,
        pkceCodeVerifier: slot.verifier,
      });
      await client.fetchUserInfo(configuration, tokens.access_token, tokens.claims().sub);
      return response.writeHead(303, { location: "/", "set-cookie": "session=1" }).end();
    }
    return response.writeHead(404).end();
  };
};
