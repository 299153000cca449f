import type { Profile } from "@moncomptepro/profiles";
import type { MockClient } from "../client.js";
import { camelCased } from "../files/camel-case.js";
import {
  type Check,
  type Checked,
  lineOf,
  listOf,
  objectOf,
  oneOf,
  optional,
  type Place,
  required,
  text,
} from "../files/check.js";
import { readJsonFile } from "../files/read-json-file.js";
import { knownScopes, printable, redirectUri } from "./client-rules.js";
import { publicKeys } from "./public-keys.js";

/** What oidc-provider can encrypt with; the last three take the client's secret as their key. */
const KEY_MANAGEMENT = ["RSA-OAEP", "RSA-OAEP-256", "ECDH-ES", "A128KW", "A256KW", "dir"];
const CONTENT_ENCRYPTION = ["A128CBC-HS256", "A256CBC-HS512", "A128GCM", "A256GCM"];

/**
 * Reads the file of `--clients`: a list of clients, under the names of RFC 7591.
 *
 * @throws MockOptionsError with everything that is wrong in it, line by line
 * @see https://www.rfc-editor.org/rfc/rfc7591#section-2
 */
export function readClientFile(path: string, profile: Profile): [MockClient, ...MockClient[]] {
  const client = clientCheck(profile);
  return readJsonFile(path, "clients", (place) => {
    const clients = listOf(client, "clients")(place);
    if (clients !== undefined) refuseDuplicates(place, clients);
    return clients;
  });
}

const members = (profile: Profile) => ({
  client_id: required(text(printable)),
  client_secret: optional(text(printable)),
  client_name: optional(text()),
  redirect_uris: required(listOf(text(redirectUri), "redirect URIs")),
  post_logout_redirect_uris: optional(listOf(text(redirectUri), "redirect URIs", 0)),
  backchannel_logout_uri: optional(text(redirectUri)),
  scope: optional(text(knownScopes(profile))),
  token_endpoint_auth_method: optional(oneOf(profile.clientAuthentication)),
  jwks: optional(publicKeys),
  id_token_signed_response_alg: optional(oneOf(profile.idToken.signingAlgorithms)),
  id_token_encrypted_response_alg: optional(oneOf(KEY_MANAGEMENT)),
  id_token_encrypted_response_enc: optional(oneOf(CONTENT_ENCRYPTION)),
  userinfo_signed_response_alg: optional(oneOf(["none", ...profile.userinfo.signingAlgorithms])),
  userinfo_encrypted_response_alg: optional(oneOf(KEY_MANAGEMENT)),
  userinfo_encrypted_response_enc: optional(oneOf(CONTENT_ENCRYPTION)),
});

type ClientMembers = Checked<ReturnType<typeof members>>;

function clientCheck(profile: Profile): Check<MockClient> {
  const read = objectOf(members(profile));
  return (place) => {
    const client = read(place);
    if (client === undefined) return undefined;
    refuseIncoherence(place, client);
    return camelCased(client) as unknown as MockClient;
  };
}

/** What one member asks of another. */
function refuseIncoherence(place: Place, client: ClientMembers): void {
  const has = (member: keyof ClientMembers): boolean =>
    "members" in place.json && place.json.members.has(member);
  const needs = (member: keyof ClientMembers, because: keyof ClientMembers | undefined): void => {
    if (has(member)) return;
    const line = lineOf(place.json, because);
    const reason = because === undefined ? "" : `: ${because} asks for it`;
    place.problems.push({ line, message: `${place.name}.${member} is missing${reason}` });
  };

  if (client.token_endpoint_auth_method === "private_key_jwt") needs("jwks", "token_endpoint_auth_method");
  else needs("client_secret", undefined);

  for (const answer of ["id_token", "userinfo"] as const) {
    const algorithm = `${answer}_encrypted_response_alg` as const;
    if (/^(?:RSA|ECDH)/.test(client[algorithm] ?? "")) needs("jwks", algorithm);
    if (has(`${answer}_encrypted_response_enc`)) needs(algorithm, `${answer}_encrypted_response_enc`);
  }
  // Encryption alone would tell nobody who wrote it.
  if (has("userinfo_encrypted_response_alg")) {
    needs("userinfo_signed_response_alg", "userinfo_encrypted_response_alg");
  }
}

function refuseDuplicates({ json, name, problems }: Place, clients: readonly MockClient[]): void {
  const elements = "elements" in json ? json.elements : [];
  elements.forEach((element, index) => {
    const id = clients[index]?.clientId;
    const first = clients.findIndex((client) => client?.clientId === id);
    if (id === undefined || first === index) return;
    const line = lineOf(element, "client_id");
    problems.push({ line, message: `${name}[${index}].client_id is that of ${name}[${first}] too: "${id}"` });
  });
}
