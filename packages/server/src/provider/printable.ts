/** Characters of what was received that a hint quotes at most. */
const MAXIMUM = 200;

/**
 * Makes one short line for the log of what the provider says, or an address that an attacker may have written: without
 * control characters, and without e-mail addresses.
 */
export function printable(text: string): string {
  // Bounded first, so that nothing takes long; at the cut may stand half an address.
  const words = text.slice(0, 5 * MAXIMUM).split(/([\s"'(),;:=<>]+)/);
  const line = words.map((word) => (word.includes("@") ? "[e-mail]" : word)).join("");
  return line.replaceAll(/[^\x20-\x7e]/g, "?").slice(0, MAXIMUM);
}
