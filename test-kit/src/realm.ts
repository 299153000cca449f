import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import Provider from "oidc-provider";
import { listen, stopListening } from "./listen.js";

/** A real OpenID provider under a path of its host, as a realm of Keycloak is, where one person logs in. */
export interface Realm {
  readonly issuer: string;
  /** The levels by which the person proved who they are, one entry for each time. */
  readonly proofs: string[];
  readonly stop: () => Promise<void>;
}

interface Registered {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUri: string;
  readonly postLogoutRedirectUri: string;
}

const PERSON = {
  email: "lea.moreau@agency.example",
  given_name: "Léa",
  family_name: "Moreau",
  roles: ["editor", "reader"],
};

export async function startRealm(client: Registered): Promise<Realm> {
  const server = createServer();
  const { origin } = await listen(server);
  const path = "/realms/agents";
  const proofs: string[] = [];
  const provider = new Provider(`${origin}${path}`, {
    acrValues: ["1", "2"],
    claims: {
      openid: ["sub"],
      email: ["email"],
      profile: ["given_name", "family_name"],
      roles: ["roles"],
      acr: null,
      auth_time: null,
    },
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        token_endpoint_auth_method: "client_secret_post",
        redirect_uris: [client.redirectUri],
        post_logout_redirect_uris: [client.postLogoutRedirectUri],
      },
    ],
    features: { claimsParameter: { enabled: true }, devInteractions: { enabled: false } },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...PERSON }) }),
    interactions: { url: (_context, { uid }) => `${path}/interaction/${uid}` },
    pkce: { required: () => true },
    loadExistingGrant: async ({ oidc: { session, client: asking, provider: own } }) => {
      const grant = new own.Grant({ accountId: session?.accountId ?? "", clientId: asking?.clientId ?? "" });
      grant.addOIDCScope("openid email profile roles");
      await grant.save();
      return grant;
    },
  });

  const callback = provider.callback();
  server.on("request", (request, response) => {
    const { url = "" } = request;
    if (url.startsWith(`${path}/interaction/`)) return void logIn(request, response);
    // As a framework does that mounts it under a path.
    return void callback(Object.assign(request, { originalUrl: url, url: url.slice(path.length) }), response);
  });
  return { issuer: provider.issuer, proofs, stop: () => stopListening(server) };

  async function logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { params } = await provider.interactionDetails(request, response);
    const acr = String(params["claims"]).includes('"2"') ? "2" : "1";
    proofs.push(acr);
    await provider.interactionFinished(request, response, { login: { accountId: "person-1", acr } });
  }
}
