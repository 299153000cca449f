import { createServer } from "node:http";
import Provider from "oidc-provider";
import { listen, stopListening } from "./listen.js";

/** A real provider that gives a refresh token with every login, rotates it, and takes its second use for a theft. */
export interface RotatingProvider {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What userinfo says of the person. */
  claims: Record<string, unknown>;
  /** Requests to the token endpoint and to the revocation endpoint, in order. */
  readonly calls: string[];
  /** Logs the person in at once; gives the parameters of the answer. */
  answer(asked: URLSearchParams): Promise<Record<string, string>>;
  stop(): Promise<void>;
}

const SCOPE = "openid email given_name siret organization_label";

export async function startRotatingProvider(redirectUri: string): Promise<RotatingProvider> {
  const [clientId, clientSecret] = ["application", "the secret of the application"];
  const server = createServer();
  const issuer = (await listen(server)).origin;
  const calls: string[] = [];
  const rotating: RotatingProvider = {
    issuer,
    clientId,
    clientSecret,
    calls,
    claims: { email: "jean@mairie.example", given_name: "Jean", siret: "21920023500014" },
    answer,
    stop: () => stopListening(server),
  };
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [redirectUri],
        grant_types: ["authorization_code", "refresh_token"],
        token_endpoint_auth_method: "client_secret_post",
      },
    ],
    features: {
      revocation: { enabled: true, allowedPolicy: () => true },
      devInteractions: { enabled: false },
    },
    issueRefreshToken: () => true,
    rotateRefreshToken: true,
    ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 7200, IdToken: 3600, RefreshToken: 7200 },
    scopes: SCOPE.split(" "),
    claims: {
      email: ["email"],
      given_name: ["given_name"],
      siret: ["siret"],
      organization_label: ["organization_label"],
    },
    findAccount: (_context, sub) => ({ accountId: sub, claims: () => ({ sub, ...rotating.claims }) }),
  });
  const callback = provider.callback();
  server.on("request", (request, response) => {
    if (request.method === "POST") calls.push(request.url ?? "");
    void callback(request, response);
  });
  return rotating;

  async function answer(asked: URLSearchParams): Promise<Record<string, string>> {
    const grant = new provider.Grant({ accountId: "154", clientId });
    grant.addOIDCScope(SCOPE);
    const code = new provider.AuthorizationCode({
      accountId: "154",
      grantId: await grant.save(),
      client: (await provider.Client.find(clientId)) as never,
      authTime: Math.floor(Date.now() / 1000),
      scope: SCOPE,
      redirectUri: asked.get("redirect_uri") ?? "",
      nonce: asked.get("nonce") ?? "",
      codeChallenge: asked.get("code_challenge") ?? "",
      codeChallengeMethod: "S256",
    } as never);
    return { code: await code.save(), state: asked.get("state") ?? "", iss: issuer };
  }
}
