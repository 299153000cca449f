import { brands } from "@moncomptepro/profiles";
import type { MockClient } from "../client.js";
import type { MockProvider } from "../mock-provider.js";
import type { Persona } from "../people/persona.js";
import { environmentFile } from "./environment-file.js";

/** What the command prints once the provider is ready. */
export function startUpScreen(mock: MockProvider): string {
  const { discovery, url, clients } = mock;
  return [
    `${brands[mock.provider].name}, simulated, is ready at ${url}`,
    `Discovery: ${discovery}`,
    "",
    ...people(mock.personas),
    "",
    "Redirect URIs registered:",
    ...clients.flatMap((client) => client.redirectUris).map((uri) => `  ${uri}`),
    ...clients.flatMap((client) => ["", environmentTitle(client, clients), ...environmentFile(mock, client)]),
    "",
    "Unofficial, for development and tests only. Stop with Ctrl+C.",
  ].join("\n");
}

function people(personas: readonly Persona[]): string[] {
  const width = Math.max(...personas.map(({ email }) => email.length));
  const usual = personas[0]?.password;
  return [
    `People to log in as (password: ${usual}):`,
    ...personas.map(({ email, description, password }) => {
      const other = password === usual ? "" : ` (password: ${password})`;
      return `  ${email.padEnd(width)}  ${description.en}${other}`;
    }),
  ];
}

function environmentTitle({ clientId, clientName = clientId }: MockClient, clients: readonly MockClient[]) {
  return clients.length === 1 ? "In your .env:" : `In the .env of ${clientName}:`;
}
