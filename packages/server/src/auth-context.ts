import { Transactions } from "./login/transactions.js";
import { Provider } from "./provider/provider.js";
import { Sealing } from "./sealing/sealing.js";
import { createSessions, type Sessions } from "./session/sessions.js";
import type { Settings } from "./settings/settings.js";

/** The rooms of one `createAuth()`: what every operation is given. */
export interface AuthContext {
  readonly settings: Settings;
  readonly provider: Provider;
  readonly sealing: Sealing;
  readonly transactions: Transactions;
  readonly sessions: Sessions;
}

export function createContext(settings: Settings): AuthContext {
  const sealing = new Sealing(settings.sessionSecrets);
  return {
    settings,
    sealing,
    provider: new Provider(settings),
    transactions: new Transactions(settings, sealing),
    sessions: createSessions(settings, sealing),
  };
}

const contexts = new WeakMap<object, AuthContext>();

/** Lets the test kit find the rooms of what `createAuth()` gave, an adapter's object included. */
export function rememberContext(auth: object, context: AuthContext): void {
  contexts.set(auth, context);
}

/** @throws TypeError when it was not made by `createAuth()` */
export function contextOf(auth: object): AuthContext {
  const context = contexts.get(auth);
  if (!context) throw new TypeError("expected what createAuth() gave");
  return context;
}
