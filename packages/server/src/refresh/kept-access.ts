import { now } from "../clock.js";
import type { Session } from "../session/session.js";
import type { Settings } from "../settings/settings.js";

/** Seconds that a token must be good still: it is on its way for a while, and clocks differ. */
const MARGIN = 30;

/** The access token as a session keeps it: with `keepAccessToken`, where the provider says how long it is good. */
export function keptAccess(
  { accessToken, expiresAt }: { readonly accessToken: string; readonly expiresAt?: number },
  { keepAccessToken }: Pick<Settings, "keepAccessToken">,
): Pick<Session, "access"> {
  if (!keepAccessToken || expiresAt === undefined) return {};
  return { access: { token: accessToken, expiresAt } };
}

/** The access token of a session, where it is good still. */
export function goodAccess({ access }: Pick<Session, "access">): Session["access"] | undefined {
  return access && access.expiresAt - MARGIN > now() ? access : undefined;
}
