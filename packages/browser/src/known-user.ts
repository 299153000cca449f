import { ClientError } from "./client-error.js";
import { requestJson } from "./request-json.js";
import type { User } from "./user.js";

/** Told who is logged in, or that no person is any more. */
export type Listener = (user: User | undefined) => void;

/** Who is logged in, as far as this page knows: asked once, and again when it may have changed. */
export interface KnownUser {
  readonly get: () => Promise<User | undefined>;
  /** Takes in what a route has just answered. */
  readonly set: (body: Record<string, unknown>) => User | undefined;
  /** Asks again at the next use; at once when there is a listener. */
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

  const get = (): Promise<User | undefined> => (asked && Date.now() < until ? asked : ask());

  function ask(): Promise<User | undefined> {
    // Asked with `optional`, a logged-out person is an answer, and no error in the console of the page.
    const asking: Promise<User | undefined> = requestJson(`${path}/me?optional`).then((body) =>
      // Something newer is known by now, or asked for: a late answer must not take its place.
      asking === asked ? set(body) : get(),
    );
    asked = asking;
    until = Infinity;
    asking.catch(() => {
      until = 0;
    });
    return asking;
  }

  function set({ user, expiresAt }: Record<string, unknown>): User | undefined {
    const person = (user ?? undefined) as User | undefined;
    if (user !== null && typeof person?.sub !== "string") throw new ClientError(`${path}/me`, user);
    asked = Promise.resolve(person);
    until = Date.parse(expiresAt as string) || Infinity;
    try {
      // Other tabs hear of a new value, and of nothing about the person. A channel of messages would keep pages out of
      // the back-forward cache.
      localStorage[key] = expiresAt ?? "";
    } catch {
      // A page without storage has no other tabs to tell.
    }
    const now = JSON.stringify(user);
    if (now !== known) {
      known = now;
      // One by one: a listener that throws silences no other, and its error is the page's to see.
      for (const listener of listeners) void asked.then(listener);
    }
    return person;
  }

  function forget(): void {
    asked = undefined;
    // Who listens is told when the next answer comes.
    if (listeners.size) ask().catch(() => {});
  }

  // On a server there is no listener.
  if (globalThis.document) {
    addEventListener("storage", (event) => event.key === key && forget());
    document.addEventListener("visibilitychange", () => document.hidden || forget());
  }

  return {
    get,
    set,
    forget,
    subscribe(listener) {
      listeners.add(listener);
      if (known) asked?.then(listener, () => {});
      else forget();
      return () => listeners.delete(listener);
    },
  };
}
