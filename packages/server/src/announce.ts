import type { Settings } from "./settings/settings.js";

/** Development servers load modules again and again: what was said is remembered beside them. */
const PLACE = Symbol.for("@moncomptepro/server/announced/1");

/**
 * Says at which provider and client people log in, and what must be registered there: what most first logins fail for.
 * Once for each application of the process; by default neither in production nor in tests.
 */
export function announce(settings: Settings, environment: string | undefined): void {
  const { announce: isWanted = environment !== "production" && environment !== "test", logger } = settings;
  if (!isWanted) return;
  const { profile, issuer, clientId, session, redirectUri, browserRedirectUris } = settings;
  const sessions = session.store ? "the store" : "cookies";
  const lines = [
    `Provider ${profile.id}, ${issuer}. Client ${clientId}. Sessions in ${sessions}.`,
    `To register there as redirect URI (MONCOMPTEPRO_REDIRECT_URI): ${redirectUri}`,
    ...browserRedirectUris.map((uri) => `To register there as redirect URI (browserRedirectUris): ${uri}`),
    `To register there as post-logout redirect URI (MONCOMPTEPRO_POST_LOGOUT_REDIRECT_URI): ${settings.postLogoutRedirectUri}`,
    ...(settings.decryptionKeys.length > 0
      ? [
          `To register there as JWKS address, with the key to encrypt to (MONCOMPTEPRO_DECRYPTION_KEY): ${settings.origin}${settings.path}/jwks`,
        ]
      : []),
  ];
  const place = globalThis as { [PLACE]?: Set<string> };
  const announced = (place[PLACE] ??= new Set());
  const text = lines.join("\n");
  if (announced.has(text)) return;
  announced.add(text);
  for (const line of lines) logger.info(line);
}
