// The least provider that both ways of logging in are content with: it logs everybody in at once.
import { createServer } from "node:http";
import { exportJWK, generateKeyPair, SignJWT } from "jose";

const { privateKey, publicKey } = await generateKeyPair("RS256");
const jwk = { ...(await exportJWK(publicKey)), kid: "key", use: "sig", alg: "RS256" };
const nonces = new Map();
let serial = 0;

const server = createServer(async (request, response) => {
  const url = new URL(request.url, issuer);
  const json = (body) => response.setHeader("content-type", "application/json").end(JSON.stringify(body));
  switch (url.pathname) {
    case "/.well-known/openid-configuration":
      return json({
        issuer,
        authorization_endpoint: `${issuer}/authorize`,
        token_endpoint: `${issuer}/token`,
        userinfo_endpoint: `${issuer}/userinfo`,
        jwks_uri: `${issuer}/jwks`,
        end_session_endpoint: `${issuer}/logout`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
        authorization_response_iss_parameter_supported: true,
      });
    case "/jwks":
      return json({ keys: [jwk] });
    case "/authorize": {
      const code = String((serial += 1));
      nonces.set(code, url.searchParams.get("nonce"));
      const back = new URL(url.searchParams.get("redirect_uri"));
      for (const [name, value] of Object.entries({
        code,
        state: url.searchParams.get("state"),
        iss: issuer,
      })) {
        back.searchParams.set(name, value);
      }
      return response.writeHead(303, { location: back.href }).end();
    }
    case "/token": {
      const form = new URLSearchParams((await request.setEncoding("utf8").toArray()).join(""));
      const nonce = nonces.get(form.get("code"));
      nonces.delete(form.get("code"));
      const idToken = await new SignJWT({ nonce })
        .setProtectedHeader({ alg: "RS256", kid: "key" })
        .setIssuer(issuer)
        .setAudience("bench")
        .setSubject("154")
        .setIssuedAt()
        .setExpirationTime("1h")
        .sign(privateKey);
      return json({ access_token: "access", token_type: "Bearer", expires_in: 3600, id_token: idToken });
    }
    case "/userinfo":
      return json({ sub: "154", email: "jean@mairie.example", given_name: "Jean", siret: "21920023500014" });
    default:
      return response.writeHead(404).end();
  }
});
server.listen(0, "localhost");
await new Promise((resolve) => server.once("listening", resolve));
const issuer = `http://localhost:${server.address().port}`;
process.send({ issuer });
