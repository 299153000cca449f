import type { LogCode } from "./log-document.js";
import type { Log } from "./logger.js";

const said = new WeakMap<object, Set<string>>();

/** Writes a line to the log the first time only: for what would come with each request. */
export function warnOnce(
  settings: { readonly logger: Log },
  code: LogCode,
  message: string,
  details?: Readonly<Record<string, unknown>>,
): void {
  const lines = said.get(settings) ?? new Set();
  if (lines.has(message)) return;
  said.set(settings, lines.add(message));
  settings.logger.warn(code, message, details);
}
