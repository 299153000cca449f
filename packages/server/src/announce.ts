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
    ...[redirectUri, ...browserRedirectUris].map((uri) => `To register there as redirect URI: ${uri}`),
    `To register there as post-logout redirect URI: ${settings.postLogoutRedirectUri}`,
    ...(settings.decryptionKeys.length > 0
      ? [
          `To register there as JWKS address, with our key to encrypt to: ${settings.origin}${settings.path}/jwks`,
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
