import type { Driver } from "./webdriver.js";

/** How a browser is to be started. */
export interface EngineOptions {
  /** Whether pages may run scripts; true by default. */
  readonly javaScript?: boolean;
  /** What the person has chosen in the system or the browser; light by default. */
  readonly colours?: Colours;
}

export type Colours = "light" | "dark" | "forced";

/** A browser engine beside Chromium. */
export interface Engine {
  readonly name: string;
  /** Whether it is on this machine. */
  readonly isInstalled: boolean;
  start(options?: EngineOptions): Promise<{ readonly driver: Driver; readonly stop: () => Promise<void> }>;
}
