import type * as v from "valibot";
import type { Profile } from "@moncomptepro/profiles";
import type { MockClient } from "../client.js";
import { readJsonFile } from "../files/read-json-file.js";
import {
  checkedWhole,
  elementOf,
  isObject,
  listOf,
  memberOf,
  objectOf,
  type Checked,
} from "../files/schema.js";
import { camelCased, snakeCase } from "../letter-case.js";
import { clientOptions, memberSchema } from "./client-options.js";

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

function clientSchema(profile: Profile): v.GenericSchema<unknown, Record<string, unknown>> {
  const members = Object.entries(clientOptions).map(([option, rules]) => [
    snakeCase(option),
    memberSchema(rules, profile),
  ]);
  return checkedWhole(objectOf(Object.fromEntries(members) as v.ObjectEntries), refuseIncoherence);
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
  // Encryption alone would not tell who wrote it.
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
