import type { ProcessMemory } from "../memory/process-memory.js";
import type { KeyRing } from "../sealing/key-ring.js";
import type { Settings } from "../settings/settings.js";
import type { SharedStore } from "../store/shared-store.js";
import { CookieBackend } from "./cookie-backend.js";
import type { SessionBackend } from "./session-backend.js";
import { StoreBackend } from "./store-backend.js";

/** Sessions in the cookies of the browsers, or in the store when the application gives one. */
export function createSessionBackend(
  settings: Settings,
  keys: KeyRing,
  store: SharedStore | undefined,
  memory: ProcessMemory,
): SessionBackend {
  return store ? new StoreBackend(store, settings, memory) : new CookieBackend(settings, keys, memory);
}
