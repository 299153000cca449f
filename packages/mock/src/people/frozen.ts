/** All that reads the people shares them: one test must not spoil the next one's. */
export function frozen<T extends object>(value: T): T {
  for (const part of Object.values(value))
    if (typeof part === "object" && part !== null) frozen(part as object);
  return Object.freeze(value);
}
