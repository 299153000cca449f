import { BoundedMap } from "./bounded-map.js";
import type { Attempt } from "./interaction/attempt.js";
import { People } from "./people/people.js";
import type { Persona } from "./people/persona.js";
import { SignIns } from "./people/sign-ins.js";
import type { ProviderBehavior } from "./provider/behavior.js";
import { MemoryStore } from "./provider/memory-store.js";

/** All that one provider remembers. Nothing is shared between two of them. */
export interface ProviderState {
  readonly people: People;
  readonly signIns: SignIns;
  /** What was typed so far, by interaction. */
  readonly attempts: BoundedMap<Attempt>;
  readonly store: MemoryStore;
  /** Forgets everything but the clients, the personas and the keys. */
  reset(): void;
}

export function createState(behavior: ProviderBehavior, personas: readonly Persona[]): ProviderState {
  const people = new People(personas);
  const signIns = new SignIns(behavior.lifetimes.session);
  const attempts = new BoundedMap<Attempt>({ size: 10_000 });
  const store = new MemoryStore();
  return {
    people,
    signIns,
    attempts,
    store,
    reset() {
      for (const part of [people, signIns]) part.reset();
      for (const part of [attempts, store]) part.clear();
    },
  };
}
