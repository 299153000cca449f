import { unexpected } from "./client-error.js";
import { requestJson } from "./request-json.js";
import type { User } from "./user.js";

/** Told who is logged in, or that nobody is any more. */
export type Listener = (user: User | undefined) => void;

/** Who is logged in, as far as this page knows: asked once, and again when it may have changed. */
export interface KnownUser {
  readonly get: () => Promise<User | undefined>;
  /** Takes in what a route has just answered. */
  readonly set: (body: Record<string, unknown>) => User | undefined;
  /** Asks again at the next use; at once when somebody listens. */
  readonly forget: () => void;
  /** @returns stops listening */
  readonly subscribe: (listener: Listener) => () => void;
}

/** @param path - where the routes are */
export function knownUser(path: string): KnownUser {
  const listeners = new Set<Listener>();
  const key = `moncomptepro${path}`;
  let asked: Promise<User | undefined> | undefined;
  let known: string | undefined;
  let until = 0;
  let watches = false;

  function ask(): Promise<User | undefined> {
    // Asked with `optional`, a logged-out person is an answer, and no error in the console of the page.
    const asking = requestJson("GET", `${path}/me?optional`).then(set);
    asked = asking;
    until = Infinity;
    asking.catch(() => asked === asking && (asked = undefined));
    return asking;
  }

  function set({ user, expiresAt }: Record<string, unknown>): User | undefined {
    const person = user === null ? undefined : (user as User);
    if (user !== null && typeof person?.sub !== "string") throw unexpected(`${path}/me`, user);
    watch();
    asked = Promise.resolve(person);
    until = Date.parse(expiresAt as string) || Infinity;
    const now = JSON.stringify(person) ?? "";
    if (now !== known) {
      if (known !== undefined) tellTabs();
      known = now;
      for (const listener of listeners) listener(person);
    }
    return person;
  }

  function forget(): void {
    asked = undefined;
    if (listeners.size) ask().catch(() => {});
  }

  /** That something changed, and not what. A channel of messages would keep pages out of the back-forward cache. */
  function tellTabs(): void {
    try {
      localStorage[key] = Date.now();
    } catch {
      // A page without storage has no other tabs to tell.
    }
  }

  function watch(): void {
    if (watches) return;
    watches = true;
    addEventListener("storage", (event) => event.key === key && forget());
    document.addEventListener("visibilitychange", () => document.hidden || forget());
  }

  return {
    get: () => (asked && Date.now() < until ? asked : ask()),
    set,
    forget,
    subscribe(listener) {
      listeners.add(listener);
      if (known === undefined) forget();
      else asked?.then(listener, () => {});
      return () => listeners.delete(listener);
    },
  };
}
