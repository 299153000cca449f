import { Sealing } from "./sealing/sealing.js";
import { createSessions, type Sessions } from "./session/sessions.js";
import type { Settings } from "./settings/settings.js";

/** The rooms of one `createAuth()` that reading a session takes. */
export interface SessionContext {
  readonly settings: Settings;
  readonly sealing: Sealing;
  readonly sessions: Sessions;
}

export function createSessionContext(settings: Settings): SessionContext {
  const sealing = new Sealing(settings.sessionSecrets);
  return { settings, sealing, sessions: createSessions(settings, sealing) };
}

const contexts = new WeakMap<object, SessionContext>();

/** Lets the test kit find the rooms of what `createAuth()` gave, an adapter's object included. */
export function rememberContext(auth: object, context: SessionContext): void {
  contexts.set(auth, context);
}

/** @throws TypeError when it was not made by `createAuth()` */
export function contextOf(auth: object): SessionContext {
  const context = contexts.get(auth);
  if (!context) throw new TypeError("expected what createAuth() gave");
  return context;
}
