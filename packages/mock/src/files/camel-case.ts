/** The members of a file, in snake case as everything on the wire, under the names of the API. */
export function camelCased(members: object): Record<string, unknown> {
  const entries = Object.entries(members).map(([name, value]) => [camelCase(name), value] as const);
  return Object.fromEntries(entries);
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
