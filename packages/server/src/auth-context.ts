import { Transactions } from "./login/transactions.js";
import { Provider } from "./provider/provider.js";
import { Redemptions } from "./refresh/redemptions.js";
import type { SessionContext } from "./session-context.js";

/** All rooms of one `createAuth()`: what every operation is given. */
export interface AuthContext extends SessionContext {
  readonly provider: Provider;
  readonly transactions: Transactions;
  readonly redemptions: Redemptions;
}

export function createAuthContext(context: SessionContext): AuthContext {
  const { settings, sealing, store, memory } = context;
  const provider = new Provider(settings);
  return {
    ...context,
    provider,
    transactions: new Transactions(settings, sealing, store, memory),
    redemptions: new Redemptions(context, provider),
  };
}
