import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { now } from "../clock.js";
import { Remembered } from "./remembered.js";

beforeEach(() => void vi.useFakeTimers({ toFake: ["Date"] }));
afterEach(() => void vi.useRealTimers());

const later = (seconds: number): unknown => vi.setSystemTime(Date.now() + seconds * 1000);

test("an identifier counts from one second to another, both included", () => {
  const remembered = new Remembered();
  remembered.add("a", now() + 100, now() + 30);
  expect([remembered.has("a"), remembered.startOf("a")]).toEqual([false, now() + 30]);
  later(30);
  expect(remembered.has("a")).toBe(true);
  later(70);
  expect(remembered.has("a")).toBe(true);
  later(1);
  expect([remembered.has("a"), remembered.startOf("a")]).toEqual([false, undefined]);
});

test("the earliest of several beginnings counts", () => {
  const remembered = new Remembered();
  const [first, until] = [now() + 30, now() + 100];
  remembered.add("a", until, first);
  remembered.add("a", until, first + 20);
  expect(remembered.startOf("a")).toBe(first);
  remembered.add("a", until);
  expect(remembered.has("a")).toBe(true);
});

test("what is over makes room first; only what still counted is missed", () => {
  const remembered = new Remembered(2);
  remembered.add("short", now() + 1);
  remembered.add("long", now() + 100);
  later(2);
  expect(remembered.add("third", now() + 100)).toBe(true);
  expect(remembered.has("long")).toBe(true);
  expect(remembered.add("fourth", now() + 100)).toBe(false);
  expect([remembered.has("third"), remembered.has("long"), remembered.has("fourth")]).toEqual([
    false,
    true,
    true,
  ]);
});
