/** What a tab keeps of a login between leaving for the provider and coming back. */
export interface LoginAttempt {
  readonly issuer: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** One entry for each `state`: tabs share nothing, and two logins of one tab don't disturb each other. */
const key = (state: string): string => `moncomptepro ${state}`;

export function keepAttempt(state: string, attempt: LoginAttempt): void {
  sessionStorage.setItem(key(state), JSON.stringify(attempt));
}

/** The attempt that the address of this page answers, once: `undefined` when this tab knows of none. */
export function takeAttempt(state: string): LoginAttempt | undefined {
  const kept = sessionStorage.getItem(key(state));
  sessionStorage.removeItem(key(state));
  // The code is of no use a second time, and of none to the next site: it leaves the address and the history.
  history.replaceState(history.state, "", location.pathname + location.hash);
  return kept === null ? undefined : (JSON.parse(kept) as LoginAttempt);
}
