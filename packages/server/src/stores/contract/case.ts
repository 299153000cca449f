import type { SessionStore } from "../../store/session-store.js";

/** What a case is given: stores of one content, and those of another. */
export interface Stores {
  readonly store: SessionStore;
  /** Another instance’s, of the same content. */
  readonly twin: SessionStore;
  /** One of another name. */
  readonly stranger: SessionStore;
}

export type Case = readonly [name: string, run: (stores: Stores) => Promise<void>];

/** As long as the longest that the kit uses. */
export const KEY: string = `session:${"Az09_-".repeat(20)}`.slice(0, 127);

export function times<T>(length: number, each: (index: number) => T): T[] {
  return Array.from({ length }, (_, index) => each(index));
}
