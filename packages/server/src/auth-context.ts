import { PendingLogins } from "./login/pending-logins.js";
import { Transactions } from "./login/transactions.js";
import { createNotes, type Notes } from "./notes.js";
import { Provider } from "./provider/provider.js";
import { Redemptions } from "./refresh/redemptions.js";
import type { SessionContext } from "./session-context.js";
import { Reservations } from "./store/reservations.js";

/** All rooms of one `createAuth()`: what every operation is given. */
export interface AuthContext extends SessionContext {
  readonly provider: Provider;
  readonly notes: Notes;
  readonly pendingLogins: PendingLogins;
  /** Where the application gave a store. */
  readonly reservations: Reservations | undefined;
  readonly transactions: Transactions;
  readonly redemptions: Redemptions;
}

export function createAuthContext(context: SessionContext): AuthContext {
  const { settings, sealing, store, memory } = context;
  const provider = new Provider(settings);
  const reservations = store && new Reservations(store);
  return {
    ...context,
    provider,
    notes: createNotes(context),
    pendingLogins: new PendingLogins(context),
    reservations,
    transactions: new Transactions(settings, sealing, reservations, memory),
    redemptions: new Redemptions(context, reservations, provider),
  };
}
