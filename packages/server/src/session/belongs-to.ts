import type { ClientScope } from "../sealing/client-scope.js";

/** Says whether a session was made for this client. */
export function belongsTo({ client }: { readonly client: ClientScope }, scope: ClientScope): boolean {
  return (
    Array.isArray(client) &&
    client.length === scope.length &&
    scope.every((part, index) => part === client[index])
  );
}
