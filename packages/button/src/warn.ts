const said = new Set<string>();

/** Writes a warning to the console, once per page for the same text. */
export function warnOnce(message: string): void {
  if (said.has(message)) return;
  said.add(message);
  console.warn(`<moncomptepro-button>: ${message}`);
}
