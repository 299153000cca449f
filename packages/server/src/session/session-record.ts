import { now } from "../clock.js";
import { randomToken } from "../random.js";
import type { ClientScope } from "../sealing/client-scope.js";
import { clientScope, ownScope } from "../sealing/scopes.js";
import type { Settings } from "../settings/settings.js";
import { belongsTo } from "./belongs-to.js";
import { isOwn } from "./is-own.js";
import type { Session } from "./session.js";

/** A session as it is sealed in a cookie or a store, with what only we read. */
export interface SessionRecord extends Session {
  /** Where it was made: it opens only there. */
  readonly client: ClientScope;
  /** What had ended before it began: see `Epochs`. */
  readonly epochs?: readonly string[];
  /** Counts the changes since the login. */
  readonly version?: number;
}

/** What a login gives to its session. */
export type SessionContent = Omit<SessionRecord, "id" | "createdAt" | "renewedAt" | "version">;

/** A session with an identifier of its own, whatever was there before (OWASP: session fixation). */
export function createSessionRecord(content: SessionContent): SessionRecord {
  const time = now();
  return { id: randomToken(), ...content, createdAt: time, renewedAt: time };
}

/**
 * Makes what says whether a session opens here: it was made for our client at one of the providers, or by a login of
 * the application's own that still has its name.
 */
export function sessionFilter(
  settings: Settings,
): (record: Pick<SessionRecord, "client" | "user">) => boolean {
  const { basePath, clients } = settings;
  const scopes = clients.map((client) => clientScope({ ...client, basePath }));
  const own = ownScope(settings);
  return (record) =>
    scopes.some((scope) => belongsTo(record, scope)) ||
    (belongsTo(record, own) && isOwn(record.user, settings));
}
