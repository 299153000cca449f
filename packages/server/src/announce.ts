import type { AllSettings, Settings } from "./settings/settings.js";

/** Development servers load modules again and again: what was said is remembered beside them. */
const PLACE = Symbol.for("@moncomptepro/server/announced/1");

/**
 * Says at which provider and client people log in, and what must be registered there: what most first logins fail for.
 * Once for each application of the process; by default neither in production nor in tests.
 */
export function announce(all: AllSettings, environment: string | undefined): void {
  const [first] = all;
  const { announce: isWanted = environment !== "production" && environment !== "test", logger } = first;
  if (!isWanted) return;
  const lines = all.flatMap(linesOf);
  const place = globalThis as { [PLACE]?: Set<string> };
  const announced = (place[PLACE] ??= new Set());
  const text = lines.join("\n");
  if (announced.has(text)) return;
  announced.add(text);
  for (const line of lines) logger.info(line);
}

function linesOf({ profile, issuer, clientId, session, variables, ...settings }: Settings): string[] {
  const sessions = session.store ? "the store" : "cookies";
  const pages = settings.browserRedirectUris;
  const jwks = `${settings.origin}${settings.path}/jwks`;
  const key = "JWKS address, with the key to encrypt to";
  return [
    `Provider ${profile.id}, ${issuer}. Client ${clientId}. Sessions in ${sessions}.`,
    register("redirect URI", `${variables}_REDIRECT_URI`, settings.redirectUri),
    ...pages.map((page) => register("redirect URI", "browserRedirectUris", page)),
    register(
      "post-logout redirect URI",
      `${variables}_POST_LOGOUT_REDIRECT_URI`,
      settings.postLogoutRedirectUri,
    ),
    ...(settings.decryptionKeys.length > 0 ? [register(key, `${variables}_DECRYPTION_KEY`, jwks)] : []),
  ];
}

function register(what: string, from: string, address: string): string {
  return `To register there as ${what} (${from}): ${address}`;
}
