import type { ProcessMemory } from "../memory/process-memory.js";
import type { KeyRing } from "../sealing/key-ring.js";
import type { Settings } from "../settings/settings.js";
import type { SharedStore } from "../store/shared-store.js";
import { CookieSessions } from "./cookie-sessions.js";
import type { Sessions } from "./sessions.js";
import { StoredSessions } from "./stored-sessions.js";

/** Sessions in the cookies of the browsers, or in the store when the application gives one. */
export function createSessions(
  settings: Settings,
  keys: KeyRing,
  store: SharedStore | undefined,
  memory: ProcessMemory,
): Sessions {
  return store ? new StoredSessions(store, settings, memory) : new CookieSessions(settings, keys, memory);
}
