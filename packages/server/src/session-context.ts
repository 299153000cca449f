import { processMemory, type ProcessMemory } from "./memory/process-memory.js";
import { forEach, type OneOfEach } from "./one-of-each.js";
import { KeyRing } from "./sealing/key-ring.js";
import { clientScope } from "./sealing/scopes.js";
import { Sealing } from "./sealing/sealing.js";
import { createSessionBackend } from "./session/create-session-backend.js";
import type { SessionBackend } from "./session/session-backend.js";
import type { AllSettings, Settings } from "./settings/settings.js";
import { SharedStore } from "./store/shared-store.js";

/** The rooms of one `createAuth()` that reading a session takes, as one of its providers sees them. */
export interface SessionContext extends OneOfEach<SessionContext> {
  readonly settings: Settings;
  /** For what belongs to the application at this provider. */
  readonly sealing: Sealing;
  readonly sessionBackend: SessionBackend;
  /** Where the application gave one. */
  readonly store: SharedStore | undefined;
  readonly memory: ProcessMemory;
}

/**
 * @param all - the settings for each provider
 * @returns what the first provider sees: the others stand beside it
 */
export function createSessionContext(all: AllSettings): SessionContext {
  const [first] = all;
  const keys = new KeyRing(first.sessionSecrets);
  const store = first.session.store && new SharedStore(first.session.store, keys);
  const memory = processMemory();
  const shared = { sessionBackend: createSessionBackend(first, keys, store, memory), store, memory };
  return forEach<SessionContext, Settings>(all, (settings) => {
    const scope = clientScope(settings);
    return { settings, scope, sealing: new Sealing(keys, scope), ...shared };
  });
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
