const PLACE = Symbol.for("@moncomptepro/server/memory/1");

/** Makes an application as if in a process of its own: it shares the memory of sessions with no other. */
export function inOwnProcess<T>(make: () => T): T {
  const place = globalThis as { [PLACE]?: unknown };
  const kept = place[PLACE];
  delete place[PLACE];
  try {
    return make();
  } finally {
    place[PLACE] = kept;
  }
}
