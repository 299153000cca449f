import type { SessionStore } from "../src/index.js";

/** One call to a store. */
export interface StoreCall {
  readonly command: keyof SessionStore;
  readonly key: string;
}

/** When a call fails: nothing was done, or it was done and the answer got lost. */
export type Failure = "before" | "after";

/** A store that fails or waits on command, and tells of each call. */
export interface FailingStore extends SessionStore {
  /** Says whether a call fails; none does by default. */
  fails: (call: StoreCall) => Failure | undefined;
  /** What a call waits for before anything is done; nothing by default. */
  waits: (call: StoreCall) => Promise<unknown> | undefined;
  readonly calls: StoreCall[];
}

export function failingStore(store: SessionStore): FailingStore {
  async function call<T>(command: keyof SessionStore, key: string, run: () => Promise<T>): Promise<T> {
    failing.calls.push({ command, key });
    await failing.waits({ command, key });
    const failure = failing.fails({ command, key });
    if (failure === "before") throw new Error("the store fails");
    const answer = await run();
    if (failure === "after") throw new Error("the answer of the store is lost");
    return answer;
  }
  const failing: FailingStore = {
    fails: () => undefined,
    waits: () => undefined,
    calls: [],
    read: (key) => call("read", key, () => store.read(key)),
    write: (key, ...rest) => call("write", key, () => store.write(key, ...rest)),
    add: (key, ...rest) => call("add", key, () => store.add(key, ...rest)),
    replace: (key, ...rest) => call("replace", key, () => store.replace(key, ...rest)),
    remove: (key) => call("remove", key, () => store.remove(key)),
  };
  return failing;
}

/** Holds the first call of a command on keys of a kind, until it is opened. */
export function holdCall(
  store: FailingStore,
  command: StoreCall["command"],
  kind: string,
): { arrived: Promise<void>; open: () => void } {
  let [arrive, open] = [(): void => undefined, (): void => undefined];
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  store.waits = (call) => {
    if (call.command !== command || !call.key.startsWith(`${kind}:`)) return undefined;
    store.waits = () => undefined;
    arrive();
    return opened;
  };
  return { arrived, open };
}
