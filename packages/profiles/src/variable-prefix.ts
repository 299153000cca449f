/** How the environment variables of a provider begin, by its id: `FRANCECONNECT_PLUS` for `franceconnect-plus`. */
export function variablePrefix(id: string): string {
  return id.toUpperCase().replaceAll("-", "_");
}
