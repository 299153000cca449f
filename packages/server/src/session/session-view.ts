import type { User } from "@moncomptepro/profiles";
import type { SessionRecord } from "./session-record.js";
import type { Session } from "./session.js";

const views = new WeakMap<SessionRecord, Session>();

/**
 * What the application sees of a session. The identifier opens the session where a store keeps it, and tokens open the
 * provider's services: they can be read by name, and are shown by nothing else.
 */
export function sessionView<U extends User = User>(record: SessionRecord): Session<U> {
  const known = views.get(record);
  if (known) return known as Session<U>;
  const {
    client: _client,
    epochs: _epochs,
    version: _version,
    id,
    idToken,
    refresh,
    access,
    ...shown
  } = record;
  const view = Object.defineProperties(shown as Session<U>, {
    // As getters: `%o` of the console shows what is not enumerable too, and runs no getter.
    id: { get: () => id },
    ...(idToken !== undefined && { idToken: { get: () => idToken } }),
    ...(refresh !== undefined && { refresh: { get: () => refresh } }),
    ...(access !== undefined && { access: { get: () => access } }),
  });
  views.set(record, view);
  return view;
}
