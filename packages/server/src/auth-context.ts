import { Transactions } from "./login/transactions.js";
import { Provider } from "./provider/provider.js";
import type { SessionContext } from "./session-context.js";

/** All rooms of one `createAuth()`: what every operation is given. */
export interface AuthContext extends SessionContext {
  readonly provider: Provider;
  readonly transactions: Transactions;
}

export function createAuthContext(context: SessionContext): AuthContext {
  const { settings, sealing } = context;
  return {
    ...context,
    provider: new Provider(settings),
    transactions: new Transactions(settings, sealing),
  };
}
