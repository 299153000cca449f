import { randomToken } from "../../random.js";
import type { SessionStore } from "../../store/session-store.js";
import { ATOMICITY_CASES } from "./atomicity.js";
import type { Stores } from "./case.js";
import { EXPIRY_CASES } from "./expiry.js";
import { rejectsEveryCall } from "./unreachable.js";
import { VALUE_CASES } from "./values.js";

/** One thing that a store must do; it throws when the store does not. */
export interface StoreCase {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/**
 * Makes a store. Two stores made with the same name share their content, as those of two instances do; two names share
 * nothing. Each case takes names of its own, so that nothing has to be cleaned.
 */
export type MakeStore = (name: string) => SessionStore | Promise<SessionStore>;

/** What the contract may try besides. */
export interface StoreContractOptions {
  /** Makes a store whose server cannot be reached: one more case then sees that each call rejects. */
  readonly unreachable?: () => SessionStore | Promise<SessionStore>;
}

/**
 * What every {@link SessionStore} must do, as cases that any test runner can run. They wait for real expiry: the longest
 * takes some seconds.
 *
 * @example
 * for (const { name, run } of sessionStoreContract((name) => myStore({ prefix: `${name}:` }))) test(name, run);
 */
export function sessionStoreContract(makeStore: MakeStore, options: StoreContractOptions = {}): StoreCase[] {
  const { unreachable } = options;
  const cases = [...VALUE_CASES, ...ATOMICITY_CASES, ...EXPIRY_CASES].map(([name, run]) => ({
    name,
    run: async () => run(await stores(makeStore)),
  }));
  if (!unreachable) return cases;
  return [
    ...cases,
    {
      name: "every call rejects while the server cannot be reached",
      run: async () => rejectsEveryCall(await unreachable()),
    },
  ];
}

async function stores(makeStore: MakeStore): Promise<Stores> {
  const name = `contract-${randomToken()}`;
  const [store, twin, stranger] = [
    await makeStore(name),
    await makeStore(name),
    await makeStore(`${name}-2`),
  ];
  return { store, twin, stranger };
}
