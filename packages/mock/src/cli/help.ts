import { faultCatalogue } from "../faults/fault-catalogue.js";

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
  --backchannel-logout-uri <uri>         where logout tokens are sent to
  --clients <file>                       several clients, in a JSON file, instead of the options above
  --people <file>                        more people to log in as, in a JSON file
  --only-these-people                    without the people that are there by default
  --provider <id>                        provider to simulate: moncomptepro (default) or proconnect
  --auto-continue                        a login_hint that is somebody’s e-mail logs them in without a page
  --fault <name>[=value][,setting=value] the next answer is false; may be repeated. Faults and what stands
                                         after = are listed below
  --host <name>                          name under which the provider is reached (default localhost)
  --allow-remote                         listens on all addresses: needed for a --host that is not this machine
  --help                                 show this text
  --version                              show the version

Faults:

${faultList()}

  --fault slow_answer=token,seconds=3    settings follow after commas
  --fault expired,times=unlimited        once, unless times says how often; client=<id> and person=<id> narrow it

An unofficial tool: it has no link with the services of the French State. It listens on this machine only.`;

function faultList(): string {
  return Object.entries(faultCatalogue)
    .map(([name, { value, description, settings, defaultEndpoint }]) => {
      const rule = value === "endpoint" ? { default: defaultEndpoint } : settings?.[value ?? ""];
      const given = rule?.default === undefined ? `=<${value}>` : `[=<${value}>]`;
      const usage = value === undefined ? name : name + given;
      return `  ${usage.padEnd(37)}  ${description}`;
    })
    .join("\n");
}
