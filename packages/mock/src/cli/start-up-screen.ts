import { brands } from "@moncomptepro/profiles";
import type { MockClient } from "../client.js";
import type { MockProvider } from "../mock-provider.js";
import type { Persona } from "../people/persona.js";
import { environmentFile, environmentOfSeveral } from "./environment-file.js";

/** What the command prints once the providers are ready: most often it is one. */
export function startUpScreen(mocks: readonly MockProvider[]): string {
  const isOne = mocks.length === 1;
  return [
    ...mocks.flatMap((mock, index) => [...(index > 0 ? [""] : []), ...about(mock, isOne)]),
    ...(isOne ? [] : ["", "In your .env:", ...environmentOfSeveral(mocks)]),
    "",
    "Unofficial, for development and tests only. Stop with Ctrl+C.",
  ].join("\n");
}

function about(mock: MockProvider, isOne: boolean): string[] {
  const { discovery, url, clients } = mock;
  return [
    `${brands[mock.provider].name}, simulated, is ready at ${url}`,
    `Discovery: ${discovery}`,
    "",
    ...people(mock.personas),
    "",
    "Redirect URIs registered:",
    ...clients.flatMap((client) => client.redirectUris).map((uri) => `  ${uri}`),
    ...(isOne
      ? clients.flatMap((client) => ["", environmentTitle(client, clients), ...environmentFile(mock, client)])
      : []),
  ];
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
