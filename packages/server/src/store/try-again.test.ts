import { expect, test } from "vitest";
import { tryAgain } from "./try-again.js";

test("what waits for the store to be back keeps no process alive", async () => {
  const timers = (): number => process.getActiveResourcesInfo().filter((each) => each === "Timeout").length;
  const before = timers();
  const done = tryAgain(async () => undefined);
  expect(timers()).toBe(before);
  expect(await done).toBe(true);
});
