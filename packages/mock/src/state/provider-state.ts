import type { IncomingMessage, ServerResponse } from "node:http";
import { BoundedMap } from "../bounded-map.js";
import { People } from "../people/people.js";
import type { Persona } from "../people/persona.js";
import type { LoginProgress } from "./login-progress.js";
import { MemoryStore } from "./memory-store.js";
import { ProviderSessions } from "./provider-sessions.js";

/** All that one provider remembers. Nothing is shared between two of them. */
export interface ProviderState {
  readonly people: People;
  readonly sessions: ProviderSessions;
  /** What was typed so far, by interaction of oidc-provider. */
  readonly progress: BoundedMap<LoginProgress>;
  readonly store: MemoryStore;
  /** Forgets everything but the clients, the personas and the keys. */
  reset(): void;
}

/** @param sessionLifetime - of the provider's own sessions, in seconds */
export function createState(personas: readonly Persona[], sessionLifetime: number): ProviderState {
  const people = new People(personas);
  const sessions = new ProviderSessions(sessionLifetime);
  const progress = new BoundedMap<LoginProgress>({ size: 10_000 });
  const store = new MemoryStore();
  return {
    people,
    sessions,
    progress,
    store,
    reset() {
      for (const part of [people, sessions]) part.reset();
      for (const part of [progress, store]) part.clear();
    },
  };
}

/** Closes the provider's own session in this browser, and forgets the organisation chosen in it. */
export function closeSession(
  { people, sessions }: ProviderState,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const session = sessions.current(request);
  if (session !== undefined) people.forgetOrganization(session.sub);
  sessions.close(request, response);
}
