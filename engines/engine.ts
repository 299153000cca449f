import type { Driver } from "./webdriver.js";

/** A browser engine beside Chromium. */
export interface Engine {
  readonly name: string;
  /** Whether it is on this machine. */
  readonly isInstalled: boolean;
  start(): Promise<{ readonly driver: Driver; readonly stop: () => Promise<void> }>;
}
