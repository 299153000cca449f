import { describe, expect, it } from "vitest";
import { moncomptepro } from "@moncomptepro/profiles";
import { withFile } from "../../test/written-file.js";
import { readArguments } from "../cli/arguments.js";
import { helpText } from "../cli/help.js";
import type { MockClient } from "../client.js";
import { snakeCase } from "../letter-case.js";
import { clientMetadata } from "../provider/client-metadata.js";
import { moncomptepro as behavior } from "../provider/moncomptepro/moncomptepro.js";
import { readOptions } from "../settings.js";
import { readClientFile } from "./client-file.js";
import { clientFlags, clientOptions } from "./client-options.js";

/** Every option, with a value that it may have. */
const client: Required<MockClient> = {
  clientId: "one",
  clientSecret: "secret",
  clientName: "Un",
  redirectUris: ["http://localhost:3000/back"],
  postLogoutRedirectUris: ["http://localhost:3000/"],
  admits: "public-agents",
  backchannelLogoutUri: "http://localhost:3000/ended",
  scope: "openid email",
  tokenEndpointAuthMethod: "client_secret_post",
  jwksUri: "http://localhost:3000/auth/jwks",
  jwks: { keys: [{ kty: "OKP", crv: "Ed25519", x: "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }] },
  idTokenSignedResponseAlg: "ES256",
  idTokenEncryptedResponseAlg: "RSA-OAEP",
  idTokenEncryptedResponseEnc: "A256GCM",
  userinfoSignedResponseAlg: "ES256",
  userinfoEncryptedResponseAlg: "RSA-OAEP",
  userinfoEncryptedResponseEnc: "A256GCM",
};
const onTheWire = Object.fromEntries(Object.entries(client).map(([name, value]) => [snakeCase(name), value]));

describe("every option of a client", () => {
  it("is in the table", () => {
    expect(Object.keys(clientOptions).toSorted()).toEqual(Object.keys(client).toSorted());
  });

  it("can stand in a file, under its name of RFC 7591", async () => {
    const read = await withFile("clients.json", JSON.stringify([onTheWire]), (path) =>
      readClientFile(path, moncomptepro),
    );
    expect(read).toEqual([client]);
  });

  it("is registered under that name, except the address that the mock itself calls", () => {
    const { backchannel_logout_uri: _uri, ...registered } = onTheWire;
    expect(clientMetadata(client, behavior)).toEqual({
      ...registered,
      grant_types: ["authorization_code"],
      response_types: ["code"],
    });
  });

  it("that has a flag is in the help, and goes from the flag to the client", () => {
    const flags = clientFlags.flatMap(({ name, option, value }) => {
      expect(helpText).toContain(`\n  --${name} ${value} `);
      return [client[option]].flat().flatMap((one) => [`--${name}`, one]);
    });
    const expected = Object.fromEntries(clientFlags.map(({ option }) => [option, client[option]]));
    expect(readOptions(readArguments(flags).options[0] ?? {}).clients).toEqual([expected]);
  });
});
