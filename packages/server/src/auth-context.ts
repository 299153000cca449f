import { PendingLogins } from "./login/pending-logins.js";
import { Transactions } from "./login/transactions.js";
import { createNotes, type Notes } from "./notes.js";
import { forEach, type OneOfEach } from "./one-of-each.js";
import { Provider } from "./provider/provider.js";
import { Redemptions } from "./refresh/redemptions.js";
import type { SessionContext } from "./session-context.js";
import { Reservations } from "./store/reservations.js";

/** All rooms of one `createAuth()`, as one of its providers sees them: what every operation is given. */
export interface AuthContext extends Omit<SessionContext, "each">, OneOfEach<AuthContext> {
  readonly provider: Provider;
  readonly notes: Notes;
  readonly pendingLogins: PendingLogins;
  /** Where the application gave a store. */
  readonly reservations: Reservations | undefined;
  readonly transactions: Transactions;
  readonly redemptions: Redemptions;
}

/** @returns what the first provider sees: the others stand beside it */
export function createAuthContext(first: SessionContext): AuthContext {
  const { each, store } = first;
  const reservations = store && new Reservations(store);
  const shared = { notes: createNotes(first), pendingLogins: new PendingLogins(first), reservations };
  return forEach<AuthContext, SessionContext>(each, (context) => {
    const provider = new Provider(context.settings);
    return {
      ...context,
      ...shared,
      provider,
      transactions: new Transactions(context, reservations),
      redemptions: new Redemptions(context, reservations, provider),
    };
  });
}
