// A provider that logs everybody in at once and makes its answers as large as it is told.
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

const { privateKey, publicKey } = await generateKeyPair("RS256");
const jwk = { ...(await exportJWK(publicKey)), kid: "key", use: "sig", alg: "RS256" };
let padding = {};

const server = createServer(async (request, response) => {
  const json = (body) => response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  const { pathname } = new URL(request.url, issuer);
  if (pathname === "/jwks") return json({ keys: [jwk] });
  if (pathname === "/token") return json(await tokens(await request.setEncoding("utf8").toArray()));
  if (pathname === "/userinfo") return json(userinfo());
  if (pathname !== "/.well-known/openid-configuration") return response.writeHead(404).end();
  return json({
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    userinfo_endpoint: `${issuer}/userinfo`,
    jwks_uri: `${issuer}/jwks`,
    end_session_endpoint: `${issuer}/logout`,
    authorization_response_iss_parameter_supported: true,
    id_token_signing_alg_values_supported: ["RS256"],
    padding: padding.discovery,
  });
});

/** The nonce comes back as the code. */
async function tokens(chunks) {
  const nonce = new URLSearchParams(chunks.join("")).get("code");
  const idToken = await new SignJWT({ nonce, padding: padding.idToken })
    .setProtectedHeader({ alg: "RS256", kid: "key" })
    .setIssuer(issuer)
    .setAudience("bench")
    .setSubject("154")
    .setIssuedAt()
    .setExpirationTime("1h")
    .sign(privateKey);
  return {
    access_token: "access",
    token_type: "Bearer",
    expires_in: 3600,
    id_token: idToken,
    padding: padding.token,
  };
}

function userinfo() {
  const claims = Array.from({ length: Math.ceil((padding.claims ?? 0) / 12) }, (_, index) => [
    `c${index}`,
    "v",
  ]);
  return {
    sub: "154",
    email: "jean@mairie.example",
    given_name: "Jean",
    siret: "21920023500014",
    padding: padding.userinfo,
    ...Object.fromEntries(claims),
  };
}

server.listen(0, "localhost");
await new Promise((resolve) => server.once("listening", resolve));
const issuer = `http://localhost:${server.address().port}`;
process.on("message", (message) => {
  ({ padding } = message);
  process.send({ done: true });
});
process.send({ issuer });
