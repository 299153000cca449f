import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { now } from "../clock.js";
import { isRecent } from "./recency.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

test.each<[string, time: number, receivedAt: number, isRecent: boolean]>([
  ["90 s ago: the bound, and what the clocks may differ", -90, 0, true],
  ["91 s ago", -91, 0, false],
  ["in 30 s, which may be the clocks", 30, 0, true],
  ["in 31 s", 31, 0, false],
  ["now, of which was said half an hour ago that it comes", 0, -1800, false],
  ["an hour ago by a clock that was set back since", 3600, 3600, false],
])("within 60 seconds: %s", (_what, time, receivedAt, expected) => {
  expect(isRecent(now() + time, 60, now() + receivedAt)).toBe(expected);
});
