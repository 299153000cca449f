/** What `--help` prints. */
export const helpText: string = `moncomptepro-mock: MonComptePro, or ProConnect, on your own machine, for development and tests.

Usage: moncomptepro-mock [options]

  --port <number>                        port to listen on (default 3001; 0 for any free one)
  --client-id <id>                       client id (default moncomptepro-demo)
  --client-secret <secret>               client secret (default moncomptepro-demo-secret)
  --redirect-uri <uri>                   may be repeated (default http://localhost:3000/auth/callback)
  --post-logout-redirect-uri <uri>       may be repeated (default: /auth/logout/callback and / at the
                                         origin of each redirect URI)
  --scope "<scopes>"                     scopes the client may ask for
                                         (default: those that the provider gives a new client)
  --id-token-signed-response-alg <alg>   RS256 (default), PS256, ES256, EdDSA or Ed25519;
                                         ProConnect: ES256 (default), RS256 or HS256
  --userinfo-signed-response-alg <alg>   makes userinfo a JWT signed with that algorithm (default none: JSON;
                                         ProConnect: ES256)
  --clients <file>                       several clients, in a JSON file, instead of the options above
  --people <file>                        more people to log in as, in a JSON file
  --only-these-people                    without the people that are there by default
  --provider <id>                        provider to simulate: moncomptepro (default) or proconnect
  --help                                 show this text
  --version                              show the version

An unofficial tool: it has no link with the services of the French State. It listens on this machine only.`;
