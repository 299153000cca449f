/** `redirectUris` as everything on the wire has it: `redirect_uris`. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

/** `redirectUris` as the command line has it: `redirect-uris`. */
export function kebabCase(name: string): string {
  return snakeCase(name).replaceAll("_", "-");
}

/** The members of a file, in snake case as everything on the wire, under the names of the API. */
export function camelCased(members: object): Record<string, unknown> {
  const entries = Object.entries(members).map(([name, value]) => [camelCase(name), value] as const);
  return Object.fromEntries(entries);
}

function camelCase(name: string): string {
  return name.replaceAll(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
}
