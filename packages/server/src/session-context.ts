import { processMemory, type ProcessMemory } from "./memory/process-memory.js";
import { KeyRing } from "./sealing/key-ring.js";
import { clientScope } from "./sealing/scopes.js";
import { Sealing } from "./sealing/sealing.js";
import { createSessionBackend } from "./session/create-session-backend.js";
import type { SessionBackend } from "./session/session-backend.js";
import type { Settings } from "./settings/settings.js";
import { SharedStore } from "./store/shared-store.js";

/** The rooms of one `createAuth()` that reading a session takes. */
export interface SessionContext {
  readonly settings: Settings;
  /** For what belongs to the application at its provider. */
  readonly sealing: Sealing;
  readonly sessionBackend: SessionBackend;
  /** Where the application gave one. */
  readonly store: SharedStore | undefined;
  readonly memory: ProcessMemory;
}

export function createSessionContext(settings: Settings): SessionContext {
  const keys = new KeyRing(settings.sessionSecrets);
  const store = settings.session.store && new SharedStore(settings.session.store, keys);
  const memory = processMemory();
  return {
    settings,
    sealing: new Sealing(keys, clientScope(settings)),
    sessionBackend: createSessionBackend(settings, keys, store, memory),
    store,
    memory,
  };
}

const contexts = new WeakMap<object, SessionContext>();

/** Lets the test kit find the rooms of what `createAuth()` gave, an adapter's object included. */
export function rememberContext(auth: object, context: SessionContext): void {
  contexts.set(auth, context);
}

/** @throws TypeError when it was not made by `createAuth()` */
export function contextOf(auth: object): SessionContext {
  const context = contexts.get(auth);
  if (!context) throw new TypeError("expected the result of createAuth()");
  return context;
}
