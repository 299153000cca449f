import type { Logger } from "./logger.js";

const said = new WeakMap<object, Set<string>>();

/** Writes a line to the log the first time only: for what would come with each request. */
export function warnOnce(
  settings: { readonly logger: Logger },
  message: string,
  details?: Readonly<Record<string, unknown>>,
): void {
  const lines = said.get(settings) ?? new Set();
  if (lines.has(message)) return;
  said.set(settings, lines.add(message));
  settings.logger.warn(message, details);
}
