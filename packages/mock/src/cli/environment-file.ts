import { randomBytes } from "node:crypto";
import { variablePrefix } from "@moncomptepro/profiles";
import type { MockClient } from "../client.js";
import type { MockProvider } from "../mock-provider.js";

/** The lines of the `.env` file of an application that logs in as this client, ready to paste. */
export function environmentFile(mock: MockProvider, client: MockClient): string[] {
  const lines = linesOf(environmentOf(mock, client));
  const usesKey = client.tokenEndpointAuthMethod === "private_key_jwt";
  return usesKey ? [...lines, "# and MONCOMPTEPRO_PRIVATE_KEY, the private half of the key in jwks"] : lines;
}

/** The same for an application that logs in at several providers: what is of one of them begins with its name. */
export function environmentOfSeveral(mocks: readonly MockProvider[]): string[] {
  const all = mocks.flatMap((mock) =>
    mock.clients.map((client) => ({ mock, environment: environmentOf(mock, client) })),
  );
  const shared = Object.fromEntries(
    SHARED.flatMap((name) => all.slice(0, 1).map(({ environment }) => [name, environment[name]])),
  );
  return linesOf({
    MONCOMPTEPRO_PROVIDER: mocks.map(({ provider }) => provider).join(","),
    ...shared,
    ...Object.fromEntries(all.flatMap(({ mock, environment }) => ofProvider(mock.provider, environment))),
  });
}

/** The settings that are the application's, whatever its providers. */
const SHARED = ["MONCOMPTEPRO_BASE_URL", "MONCOMPTEPRO_SESSION_SECRET"];

function ofProvider(provider: string, environment: Environment): [string, string | undefined][] {
  const prefix = variablePrefix(provider);
  return Object.entries(environment)
    .filter(([name, value]) => {
      const isUsual = name === "MONCOMPTEPRO_REDIRECT_URI" && value?.endsWith(`/auth/callback/${provider}`);
      return !isUsual && name !== "MONCOMPTEPRO_PROVIDER" && !SHARED.includes(name);
    })
    .map(([name, value]) => [name.replace(/^MONCOMPTEPRO/, prefix), value]);
}

type Environment = Readonly<Record<string, string | undefined>>;

function environmentOf(mock: MockProvider, client: MockClient): Environment {
  const { MONCOMPTEPRO_CLIENT_SECRET: _secret, ...environment } = mock.environment;
  return {
    ...environment,
    MONCOMPTEPRO_CLIENT_ID: client.clientId,
    MONCOMPTEPRO_CLIENT_SECRET: client.clientSecret,
    ...whereItLives(client),
    // Not the provider's: the application seals its own session with it. A new one at each start does.
    MONCOMPTEPRO_SESSION_SECRET: randomBytes(36).toString("base64url"),
    MONCOMPTEPRO_SCOPE: client.scope,
    MONCOMPTEPRO_ID_TOKEN_SIGNED_RESPONSE_ALG: client.idTokenSignedResponseAlg,
    MONCOMPTEPRO_USERINFO_SIGNED_RESPONSE_ALG: client.userinfoSignedResponseAlg,
  };
}

function linesOf(environment: Environment): string[] {
  return Object.entries(environment).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}`],
  );
}

/** The redirect URI only where it is not the one that the server helper of this kit listens on by itself. */
function whereItLives({ redirectUris: [redirectUri = ""] }: MockClient): Record<string, string> {
  const { origin } = new URL(redirectUri);
  return {
    MONCOMPTEPRO_BASE_URL: origin,
    ...(redirectUri !== `${origin}/auth/callback` && { MONCOMPTEPRO_REDIRECT_URI: redirectUri }),
  };
}

/** A value that `node --env-file` and dotenv read back as it was. */
function quoted(value: string): string {
  if (/^[\w.:/@%+-]+$/.test(value)) return value;
  const quote = ['"', "'", "`"].find((mark) => !value.includes(mark)) ?? "'";
  return `${quote}${value}${quote}`;
}
