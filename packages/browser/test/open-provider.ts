import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { Provider } from "oidc-provider";

/** An OpenID provider with a public client `page`, and pages that log in whoever they are told. */
export interface OpenProvider {
  readonly issuer: string;
  readonly stop: () => void;
}

export async function startOpenProvider(redirectUri: string): Promise<OpenProvider> {
  const server = createServer().listen(0, "localhost");
  await once(server, "listening");
  const issuer = `http://localhost:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(issuer, {
    clients: [{ client_id: "page", token_endpoint_auth_method: "none", redirect_uris: [redirectUri] }],
    clientBasedCORS: () => true,
    claims: { openid: ["sub"], email: ["email"] },
    findAccount: (_context, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub}@mairie.example` }),
    }),
  });
  server.on("request", provider.callback());
  return {
    issuer,
    stop() {
      server.closeAllConnections();
      server.close();
    },
  };
}
