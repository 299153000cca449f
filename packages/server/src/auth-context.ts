import { Transactions } from "./login/transactions.js";
import { Provider } from "./provider/provider.js";
import { Redemptions } from "./refresh/redemptions.js";
import type { SessionContext } from "./session-context.js";
import { Claims } from "./store/claims.js";

/** All rooms of one `createAuth()`: what every operation is given. */
export interface AuthContext extends SessionContext {
  readonly provider: Provider;
  /** Where the application gave a store. */
  readonly claims: Claims | undefined;
  readonly transactions: Transactions;
  readonly redemptions: Redemptions;
}

export function createAuthContext(context: SessionContext): AuthContext {
  const { settings, sealing, store, memory } = context;
  const provider = new Provider(settings);
  const claims = store && new Claims(store);
  return {
    ...context,
    provider,
    claims,
    transactions: new Transactions(settings, sealing, claims, memory),
    redemptions: new Redemptions(context, claims, provider),
  };
}
