import type { Provider } from "oidc-provider";
import type { MockClient } from "../client.js";
import type { ArmedFaults } from "../faults/armed-faults.js";
import { falsifyToken, TOKEN_FAULTS } from "../faults/falsify-token.js";
import { MockOptionsError } from "../options-error.js";
import type { KeySet } from "../provider/rotating-provider.js";
import type { LogoutDelivery } from "./logout-delivery.js";

const EVENT = "http://schemas.openid.net/event/backchannel-logout";

export interface LogoutSource {
  readonly provider: Provider;
  readonly jwks: KeySet;
  readonly faults: ArmedFaults;
  readonly clients: readonly MockClient[];
  readonly sub: string;
}

/**
 * Tells relying parties that a person’s sessions are over (OpenID Connect Back-Channel Logout 1.0 section 2.5).
 *
 * @throws MockOptionsError when none of the clients has a `backchannelLogoutUri`
 * @throws Error when one cannot be reached
 */
export async function sendLogoutTokens({ clients, ...source }: LogoutSource): Promise<LogoutDelivery[]> {
  const told = clients.filter(({ backchannelLogoutUri }) => backchannelLogoutUri !== undefined);
  if (told.length === 0) throw new MockOptionsError("No client has a backchannelLogoutUri.");
  const deliveries = await Promise.all(told.map((client) => deliver(client, source)));
  return deliveries.flat();
}

async function deliver(
  { clientId, backchannelLogoutUri = "" }: MockClient,
  { provider, jwks, faults, sub }: Omit<LogoutSource, "clients">,
): Promise<LogoutDelivery[]> {
  const client = await provider.Client.find(clientId);
  if (client === undefined) throw new Error(`the provider has lost its client ${clientId}`);
  const token = new provider.IdToken({ sub }, { client });
  Object.assign(token, { mask: { sub: null } });
  token.set("jti", crypto.randomUUID());
  token.set("events", { [EVENT]: {} });
  const honest = await token.issue({ use: "logout" });

  const occasion = { endpoint: "backchannel_logout", client: clientId, sub } as const;
  const taken = faults.take(TOKEN_FAULTS, occasion);
  const { clientSecret } = client;
  const sent = taken.length === 0 ? honest : await falsifyToken(honest, taken, { ...jwks, clientSecret });
  const statuses = [await post(backchannelLogoutUri, sent)];
  const replays = faults.take(["replayed_logout_token"], occasion);
  if (replays.length > 0) statuses.push(await post(backchannelLogoutUri, sent));
  return statuses.map((status) => ({ client: clientId, status }));
}

async function post(uri: string, token: string): Promise<number> {
  const body = new URLSearchParams({ logout_token: token });
  try {
    const response = await fetch(uri, { method: "POST", body, redirect: "manual" });
    await response.body?.cancel();
    return response.status;
  } catch (cause) {
    throw new Error(`The logout token could not be sent to ${uri}.`, { cause });
  }
}
