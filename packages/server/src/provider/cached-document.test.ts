import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AuthError } from "../errors.js";
import { CachedDocument } from "./cached-document.js";

const START = 1_800_000_000_000;
const MINUTE = 60_000;

/** Each load waits for what the test makes of it. */
let loads: PromiseWithResolvers<string>[];
let reports: unknown[];
let document: CachedDocument<string>;

beforeEach(() => {
  vi.useFakeTimers({ now: START, toFake: ["Date"] });
  loads = [];
  reports = [];
  document = new CachedDocument(
    () => {
      const load = withResolvers();
      loads.push(load);
      return load.promise;
    },
    (error) => reports.push(error),
  );
});
afterEach(() => vi.useRealTimers());

interface PromiseWithResolvers<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (error: Error) => void;
}

function withResolvers(): PromiseWithResolvers<string> {
  let resolve: (value: string) => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<string>((...both) => ([resolve, reject] = both));
  return { promise, resolve, reject };
}

const passes = (milliseconds: number): unknown => vi.setSystemTime(Date.now() + milliseconds);
const unwell = (): AuthError => new AuthError("provider_unavailable");

async function first(): Promise<void> {
  const loading = document.get();
  loads[0]?.resolve("first");
  expect(await loading).toBe("first");
}

async function fail(error: Error = unwell()): Promise<void> {
  loads.at(-1)?.reject(error);
  await setImmediate();
}

test("what is not there yet is fetched once for all who wait for it", async () => {
  const all = [document.get(), document.get(), document.renew()];
  loads[0]?.resolve("first");
  expect(await Promise.all(all)).toEqual(["first", "first", "first"]);
  expect(await document.get()).toBe("first");
  expect(loads.length).toBe(1);
});

test("without one every caller gets the error, and the next one tries again", async () => {
  const both = Promise.allSettled([document.get(), document.get()]);
  loads[0]?.reject(unwell());
  expect((await both).map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  expect(loads.length).toBe(1);
  const next = document.get();
  loads[1]?.resolve("first");
  expect(await next).toBe("first");
  expect(reports).toEqual([]);
});

test("an old one is served at once, and renewed once behind", async () => {
  await first();
  passes(10 * MINUTE - 1);
  await document.get();
  expect(loads.length).toBe(1);
  passes(1);
  expect(await Promise.all([document.get(), document.get(), document.get()])).toEqual(Array(3).fill("first"));
  expect(loads.length).toBe(2);
  loads[1]?.resolve("second");
  await setImmediate();
  expect(await document.get()).toBe("second");
  expect(loads.length).toBe(2);
});

test("a renewal that hangs is not waited for, and no second one is begun", async () => {
  await first();
  for (let hour = 0; hour < 8; hour += 1) {
    passes(60 * MINUTE);
    expect(await document.get()).toBe("first");
  }
  expect(loads.length).toBe(2);
});

test("who needs a new one joins a renewal that is on its way", async () => {
  await first();
  passes(60 * MINUTE);
  await document.get();
  const renewed = document.renew();
  loads[1]?.resolve("second");
  expect(await renewed).toBe("second");
  expect(loads.length).toBe(2);
});

test("a failure costs no request anything, and is not tried again for two seconds", async () => {
  const unhandled: unknown[] = [];
  const note = (error: unknown): void => void unhandled.push(error);
  process.on("unhandledRejection", note);
  await first();
  passes(60 * MINUTE);
  await document.get();
  await fail();
  passes(1_999);
  expect(await document.get()).toBe("first");
  expect(loads.length).toBe(2);
  passes(1);
  expect(await document.get()).toBe("first");
  expect(loads.length).toBe(3);
  await fail();
  process.off("unhandledRejection", note);
  expect(unhandled).toEqual([]);
});

test("a failure is told once for each reason, and again after a success", async () => {
  await first();
  const failAgain = async (error?: Error): Promise<void> => {
    passes(60 * MINUTE);
    await document.get();
    await fail(error);
  };
  await failAgain();
  await failAgain();
  expect(reports.length).toBe(1);
  await failAgain(new AuthError("issuer_mismatch"));
  expect(reports.length).toBe(2);
  passes(60 * MINUTE);
  await document.get();
  loads.at(-1)?.resolve("second");
  await setImmediate();
  await failAgain(new AuthError("issuer_mismatch"));
  expect(reports.length).toBe(3);
  expect(await document.get()).toBe("second");
});

test("a clock that is set back by a day stops neither the renewal nor a new try", async () => {
  await first();
  passes(-24 * 60 * MINUTE);
  expect(await document.get()).toBe("first");
  expect(loads.length).toBe(2);
  await fail();
  passes(-24 * 60 * MINUTE);
  await document.get();
  expect(loads.length).toBe(3);
});

test("a load that throws at once does not stay", async () => {
  let isFirst = true;
  const thrower = new CachedDocument(
    () => {
      if (!isFirst) return Promise.resolve("second");
      isFirst = false;
      throw unwell();
    },
    () => undefined,
  );
  await expect(thrower.get()).rejects.toThrow("provider_unavailable");
  expect(await thrower.get()).toBe("second");
});
