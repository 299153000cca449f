import { withoutSlash } from "../same-issuer.js";
import type { Settings } from "../settings/settings.js";
import type { ClientScope } from "./client-scope.js";

/** What belongs to the application, whatever its provider: sessions. */
export function applicationScope({ basePath }: Pick<Settings, "basePath">): readonly string[] {
  return ["application", basePath];
}

/** What belongs to the application's own logins, at one public address. */
export function ownScope({
  basePath,
  origin,
  cookieName,
}: Pick<Settings, "basePath" | "origin" | "cookieName">): ClientScope {
  return ["own", basePath, origin, cookieName];
}

/**
 * What belongs to the application at one provider: transactions, guards, turns. The discovery document may add or drop
 * the final slash of the issuer, which makes no difference here.
 */
export function clientScope({
  basePath,
  clientId,
  issuer,
  profile,
}: Pick<Settings, "basePath" | "clientId" | "issuer" | "profile">): ClientScope {
  return ["client", basePath, withoutSlash(issuer), clientId, profile.id];
}
