import { vi } from "vitest";

/** Our clock stands still, and goes on when it is told to: what takes hours in life takes no time in a test. */
export function stopClock(): void {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
}

export function later(seconds: number): void {
  vi.setSystemTime(Date.now() + seconds * 1000);
}

/** Timers stand still as well, until the returned function lets milliseconds pass for them. */
export function stopTimers(): (milliseconds: number) => void {
  vi.useFakeTimers({ toFake: ["Date", "setTimeout", "clearTimeout"], now: Date.now() });
  return (milliseconds) => void vi.advanceTimersByTime(milliseconds);
}

export function startClock(): void {
  vi.useRealTimers();
}

export const MINUTE = 60;
export const HOUR = 3600;
