import { randomBytes } from "node:crypto";
import type { MockClient } from "../client.js";
import type { MockProvider } from "../mock-provider.js";

/** The lines of the `.env` file of an application that logs in as this client, ready to paste. */
export function environmentFile(mock: MockProvider, client: MockClient): string[] {
  const { MONCOMPTEPRO_CLIENT_SECRET: _secret, ...environment } = mock.environment;
  const settings = {
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
  const lines = Object.entries(settings).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${quoted(value)}`],
  );
  const usesKey = client.tokenEndpointAuthMethod === "private_key_jwt";
  return usesKey ? [...lines, "# and MONCOMPTEPRO_PRIVATE_KEY, the private half of the key in jwks"] : lines;
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
