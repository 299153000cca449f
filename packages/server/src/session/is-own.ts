import type { User } from "@moncomptepro/profiles";
import { isOwnLogin } from "../settings/own-logins.js";
import type { Settings } from "../settings/settings.js";

/** The issuer of the people whom the application logs in itself: its base URL. */
export function ownIssuer({ origin, basePath }: Pick<Settings, "origin" | "basePath">): string {
  return `${origin}${basePath}`;
}

/** Says whether the application logged a person in itself. */
export function isOwn(
  { issuer, provider }: Pick<User, "issuer" | "provider">,
  settings: Pick<Settings, "origin" | "basePath" | "ownLogins" | "clients">,
): boolean {
  return issuer === ownIssuer(settings) && isOwnLogin(provider, settings);
}
