import type { Account } from "../pages/account.js";

/** What is known of a login that was refused. */
export interface RefusedLogin {
  readonly account?: Account;
  /** As it came, verified: what the provider's logout takes. */
  readonly idToken?: string;
  /** Whether another organisation could be let in. */
  readonly mayBeOrganization?: boolean;
}

/** Beside the errors and not in them: an error is shown and logged, whom it is about is not. */
const refusedLogins = new WeakMap<object, RefusedLogin>();

/** Tells more of the login that an error refuses. @returns the error */
export function aboutLogin<T>(error: T, known: RefusedLogin): T {
  if (typeof error === "object" && error !== null)
    refusedLogins.set(error, { ...known, ...refusedLogins.get(error) });
  return error;
}

/** What is known of the login that an error refuses. */
export function refusedLogin(error: unknown): RefusedLogin {
  return (typeof error === "object" && error !== null && refusedLogins.get(error)) || {};
}
