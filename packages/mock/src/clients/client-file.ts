import type { Profile } from "@moncomptepro/profiles";
import * as v from "valibot";
import type { MockClient } from "../client.js";
import { camelCased } from "../files/camel-case.js";
import { readJsonFile } from "../files/read-json-file.js";
import {
  type Checked,
  checkedWhole,
  elementOf,
  isObject,
  listOf,
  memberOf,
  objectOf,
  oneOf,
  text,
} from "../files/schema.js";
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
  const clients = checkedWhole(listOf(clientSchema(profile), "clients"), refuseDuplicates);
  const read = readJsonFile(path, "clients", clients);
  return read.map(camelCased) as unknown as [MockClient, ...MockClient[]];
}

function clientSchema(profile: Profile) {
  return checkedWhole(
    objectOf({
      client_id: text(printable),
      client_secret: v.optional(text(printable)),
      client_name: v.optional(text()),
      redirect_uris: listOf(text(redirectUri), "redirect URIs"),
      post_logout_redirect_uris: v.optional(listOf(text(redirectUri), "redirect URIs", 0)),
      backchannel_logout_uri: v.optional(text(redirectUri)),
      scope: v.optional(text(knownScopes(profile))),
      token_endpoint_auth_method: v.optional(oneOf(profile.clientAuthentication)),
      jwks: v.optional(publicKeys),
      id_token_signed_response_alg: v.optional(oneOf(profile.idToken.signingAlgorithms)),
      id_token_encrypted_response_alg: v.optional(oneOf(KEY_MANAGEMENT)),
      id_token_encrypted_response_enc: v.optional(oneOf(CONTENT_ENCRYPTION)),
      userinfo_signed_response_alg: v.optional(oneOf(["none", ...profile.userinfo.signingAlgorithms])),
      userinfo_encrypted_response_alg: v.optional(oneOf(KEY_MANAGEMENT)),
      userinfo_encrypted_response_enc: v.optional(oneOf(CONTENT_ENCRYPTION)),
    }),
    refuseIncoherence,
  );
}

/** What one member asks of another. */
function refuseIncoherence({ value: client, addIssue }: Checked): void {
  if (!isObject(client)) return;
  function needs(member: string, because?: string): void {
    if (isObject(client) && !(member in client)) {
      addIssue(
        because === undefined
          ? { message: "is missing", path: [memberOf(client, member)] }
          : {
              message: `is missing: ${because} asks for it`,
              path: [memberOf(client, because)],
              expected: member,
            },
      );
    }
  }

  if (client["token_endpoint_auth_method"] === "private_key_jwt") needs("jwks", "token_endpoint_auth_method");
  else needs("client_secret");

  for (const answer of ["id_token", "userinfo"]) {
    const [algorithm, encoding] = [`${answer}_encrypted_response_alg`, `${answer}_encrypted_response_enc`];
    if (/^(?:RSA|ECDH)/.test(String(client[algorithm]))) needs("jwks", algorithm);
    if (encoding in client) needs(algorithm, encoding);
  }
  // Encryption alone would tell nobody who wrote it.
  if ("userinfo_encrypted_response_alg" in client) {
    needs("userinfo_signed_response_alg", "userinfo_encrypted_response_alg");
  }
}

function refuseDuplicates({ value: clients, addIssue }: Checked): void {
  if (!Array.isArray(clients)) return;
  const ids = clients.map((client: unknown) => (isObject(client) ? client["client_id"] : undefined));
  ids.forEach((id, index) => {
    const first = ids.indexOf(id);
    if (typeof id !== "string" || first === index) return;
    addIssue({
      message: `is that of clients[${first}] too: "${id}"`,
      path: [elementOf(clients, index), memberOf(clients[index] as Record<string, unknown>, "client_id")],
    });
  });
}
