import type { MockProvider } from "../start-mock-provider.js";

/** What the command prints once the provider is ready. */
export function startUpScreen(mock: MockProvider): string {
  const { issuer, url, personas, environment, clients } = mock;
  const width = Math.max(...personas.map(({ email }) => email.length));
  const people = personas.map(({ email, description }) => `  ${email.padEnd(width)}  ${description.en}`);
  const settings = Object.entries(environment).map(([name, value]) => `  ${name}=${value}`);
  const redirectUris = clients.flatMap((client) => client.redirectUris).map((uri) => `  ${uri}`);
  const [anyone] = personas;

  return [
    `MonComptePro, simulated, is ready at ${url}`,
    `Discovery: ${issuer}/.well-known/openid-configuration`,
    "",
    `People to log in as (password: ${anyone?.password ?? "none"}):`,
    ...people,
    "",
    "Redirect URIs registered:",
    ...redirectUris,
    "",
    "In your .env:",
    ...settings,
    "",
    "Unofficial, for development and tests only. Stop with Ctrl+C.",
  ].join("\n");
}
