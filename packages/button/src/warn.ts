const said = new Set<string>();

/** Writes a warning to the console, once for the same text; a hundred in all, for a server lives long. */
export function warnOnce(message: string): void {
  if (said.has(message) || said.size > 99) return;
  said.add(message);
  console.warn(`<moncomptepro-button>: ${message}`);
}
