/** What a tab keeps of a login between leaving for the provider and coming back. */
export interface Transaction {
  readonly issuer: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly returnTo: string;
}

/** One entry for each `state`: tabs share nothing, and two logins of one tab don't disturb each other. */
const key = (state: string): string => `moncomptepro ${state}`;

export function keepTransaction(state: string, transaction: Transaction): void {
  sessionStorage.setItem(key(state), JSON.stringify(transaction));
}

/**
 * The provider's answer in the address of this page, once, and the transaction that it answers, where this tab knows of it;
 * `undefined` when there is no answer.
 */
export function takeAnswer(): [answer: URLSearchParams, transaction?: Transaction] | undefined {
  const answer = new URLSearchParams(location.search);
  const state = answer.get("state");
  // A page may have a `state` of its own.
  if (state === null || !(answer.get("code") ?? answer.get("error"))) return undefined;
  const kept = sessionStorage.getItem(key(state));
  sessionStorage.removeItem(key(state));
  // The code is of no use a second time, and of none to the next site: it leaves the address and the history.
  history.replaceState(history.state, "", location.pathname + location.hash);
  return kept === null ? [answer] : [answer, JSON.parse(kept) as Transaction];
}
