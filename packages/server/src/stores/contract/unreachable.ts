import assert from "node:assert/strict";
import type { SessionStore } from "../../store/session-store.js";
import { KEY } from "./case.js";

/** Milliseconds within which a call must say that it cannot be done. */
const PATIENCE = 10_000;

/** Whether each call says by a rejection, and in time, that the server cannot be reached. */
export async function rejectsEveryCall(store: SessionStore): Promise<void> {
  const calls = {
    read: () => store.read(KEY),
    write: () => store.write(KEY, "value", 60),
    add: () => store.add(KEY, "value", 60),
    replace: () => store.replace(KEY, "value", "new", 60),
    remove: () => store.remove(KEY),
  };
  const ends = await Promise.all(
    Object.entries(calls).map(async ([name, call]) => `${name} ${await endOf(call)}`),
  );
  assert.deepEqual(
    ends,
    Object.keys(calls).map((name) => `${name} rejects`),
  );
}

async function endOf(call: () => Promise<unknown>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`has no end within ${PATIENCE} ms`), PATIENCE);
  });
  try {
    const end = (async () => call())().then(
      () => "resolves",
      () => "rejects",
    );
    return await Promise.race([end, late]);
  } finally {
    clearTimeout(timer);
  }
}
