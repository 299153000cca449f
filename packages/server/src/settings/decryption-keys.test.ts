import { generateKeyPairSync } from "node:crypto";
import { describe, expect, test } from "vitest";
import { franceconnectPlus, moncomptepro } from "@moncomptepro/profiles";
import { makeDecryptionKey } from "@moncomptepro/test-kit/decryption-key";
import { readDecryptionKeys, type DecryptionKey } from "./decryption-keys.js";
import type { Problem } from "./problem.js";

const read = (
  decryptionKey?: string[],
  profile: Parameters<typeof readDecryptionKeys>[1] = franceconnectPlus,
): { keys: DecryptionKey[]; problems: string[] } => {
  const problems: Problem[] = [];
  const keys = readDecryptionKeys(decryptionKey ? { decryptionKey } : {}, profile, problems);
  return { keys, problems: problems.map(({ message }) => message) };
};

describe("the setting decryptionKey", () => {
  test("takes a PEM, one in a single line, and a JWK with a name of its own", () => {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    const jwk = JSON.stringify({ ...privateKey.export({ format: "jwk" }), kid: "ours" });
    const { keys, problems } = read([makeDecryptionKey(), makeDecryptionKey().replaceAll("\n", "\\n"), jwk]);
    expect(problems).toEqual([]);
    expect(keys.map(({ algorithms }) => algorithms)).toEqual([
      ["ECDH-ES"],
      ["ECDH-ES"],
      ["RSA-OAEP-256", "RSA-OAEP"],
    ]);
    expect(keys[2]?.jwk).toEqual({
      kty: "RSA",
      n: expect.any(String),
      e: "AQAB",
      kid: "ours",
      use: "enc",
    });
  });

  test.each([
    ["a weak key", makeDecryptionKey("rsa", 1024)],
    [
      "a key that signs only",
      generateKeyPairSync("ed25519").privateKey.export({ type: "pkcs8", format: "pem" }),
    ],
    ["a text", "no key"],
  ])("refuses %s, and does not quote it", (_name, key) => {
    const { problems } = read([String(key)]);
    expect(problems).toEqual([expect.stringContaining("cannot be read")]);
    expect(problems.join("")).not.toContain(String(key).slice(30, 60) || "no key");
  });

  test("refuses two of the same name, and one where nothing is encrypted", () => {
    const key = makeDecryptionKey();
    expect(read([key, key]).problems).toEqual([expect.stringContaining("same name")]);
    expect(read([key], moncomptepro).problems).toEqual([expect.stringContaining("encrypts nothing")]);
  });

  test("must be there where the provider encrypts always, and says how to make one", () => {
    expect(read().problems).toEqual([expect.stringContaining("openssl genpkey")]);
    expect(read(undefined, moncomptepro).problems).toEqual([]);
  });
});
