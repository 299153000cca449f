// What a careful application writes on openid-client and jose: PKCE, state, nonce, the ID token's signature, userinfo, and
// the login and the session each sealed in a cookie (JWE, `dir` and A256GCM).
import { createHash } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import * as client from "openid-client";

const cookie = (name, value, maxAge) => `${name}=${value}; Max-Age=${maxAge}; Path=/; HttpOnly; SameSite=Lax`;

export default ({ baseUrl, clientId, clientSecret, issuer, sessionSecret }) => {
  const key = createHash("sha256").update(sessionSecret).digest();
  const seal = (content, lifetime) =>
    new EncryptJWT(content)
      .setProtectedHeader({ alg: "dir", enc: "A256GCM" })
      .setExpirationTime(lifetime)
      .encrypt(key);
  const open = async (sealed) => (await jwtDecrypt(sealed, key)).payload;

  let configuration;
  const discover = () =>
    client.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      // Without the second one openid-client takes the ID token of the token endpoint without its signature.
      execute: [client.allowInsecureRequests, client.enableNonRepudiationChecks],
    });

  return async (request, response) => {
    configuration ??= discover();
    const provider = await configuration;
    if (request.url.startsWith("/auth/login")) {
      const attempt = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
        returnTo: "/",
      };
      const location = client.buildAuthorizationUrl(provider, {
        redirect_uri: `${baseUrl}/auth/callback`,
        scope: "openid email profile organization",
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: "S256",
      });
      const sealed = cookie(`login.${attempt.state}`, await seal(attempt, "1h"), 3600);
      return response.writeHead(303, { location: location.href, "set-cookie": sealed }).end();
    }
    if (request.url.startsWith("/auth/callback")) {
      const address = new URL(request.url, baseUrl);
      const name = `login.${address.searchParams.get("state")}`;
      const pairs = (request.headers.cookie ?? "").split("; ").map((pair) => pair.split("="));
      const { state, nonce, verifier, returnTo } = await open(Object.fromEntries(pairs)[name]);
      const tokens = await client.authorizationCodeGrant(provider, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
      });
      const { sub, email, given_name, siret } = await client.fetchUserInfo(
        provider,
        tokens.access_token,
        tokens.claims().sub,
      );
      const session = await seal({ sub, email, given_name, siret }, "12h");
      return response
        .writeHead(303, {
          location: returnTo,
          "set-cookie": [cookie(name, "", 0), cookie("session", session, 43_200)],
        })
        .end();
    }
    return response.writeHead(404).end();
  };
};
