import { createPublicKey, randomBytes } from "node:crypto";
import fc from "fast-check";
import { CompactEncrypt } from "jose";
import { describe, expect, test } from "vitest";
import { franceconnectPlus } from "@moncomptepro/profiles";
import { makeDecryptionKey } from "@moncomptepro/test-kit/decryption-key";
import { readDecryptionKeys, type DecryptionKey } from "../settings/decryption-keys.js";
import type { Problem } from "../settings/problem.js";
import { decryptJwt, type DecryptionParties } from "./decrypt-jwt.js";

const keysOf = (...decryptionKey: string[]): DecryptionKey[] => {
  const problems: Problem[] = [];
  const keys = readDecryptionKeys({ decryptionKey }, franceconnectPlus, problems);
  expect(problems).toEqual([]);
  return keys;
};
const [rsa, ec, other] = keysOf(makeDecryptionKey("rsa"), makeDecryptionKey(), makeDecryptionKey()) as [
  DecryptionKey,
  DecryptionKey,
  DecryptionKey,
];

const issuer = "https://provider.example";
const parties: DecryptionParties = {
  encryption: franceconnectPlus.idToken.encryption,
  keys: [rsa, ec],
  issuer,
  clientId: "application",
};
/** It need not be signed here: that is looked at afterwards. */
const SIGNED = "header.payload.signature";

interface Made {
  readonly alg?: string;
  readonly key?: DecryptionKey;
  readonly header?: Readonly<Record<string, unknown>>;
  readonly text?: string | Uint8Array;
}

async function encrypt({
  alg = "RSA-OAEP-256",
  key = rsa,
  header,
  text = SIGNED,
}: Made = {}): Promise<string> {
  const plain = typeof text === "string" ? new TextEncoder().encode(text) : text;
  return new CompactEncrypt(plain)
    .setProtectedHeader({
      alg,
      enc: "A256GCM",
      cty: "JWT",
      kid: key.kid,
      iss: issuer,
      aud: "application",
      ...header,
    })
    .encrypt(createPublicKey(key.key));
}

const open = (jwt: string, changed: Partial<DecryptionParties> = {}): Promise<string> =>
  decryptJwt(jwt, "userinfo_invalid", { ...parties, ...changed });
const refused = (jwt: string, hint: string, changed?: Partial<DecryptionParties>): Promise<void> =>
  expect(open(jwt, changed)).rejects.toMatchObject({
    code: "userinfo_invalid",
    hint: expect.stringContaining(hint) as string,
  });

const ALGORITHMS = [
  ["ECDH-ES", ec],
  ["RSA-OAEP", rsa],
  ["RSA-OAEP-256", rsa],
] as const;

describe.each(ALGORITHMS)("with %s", (alg, key) => {
  test("it is opened", async () => {
    expect(await open(await encrypt({ alg, key }))).toBe(SIGNED);
  });

  test("each bit counts: one that is flipped is refused", async () => {
    const jwe = await encrypt({ alg, key });
    const bits = fc.record({
      at: fc.nat(jwe.length - 1).filter((each) => jwe[each] !== "."),
      bit: fc.nat(5),
    });
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    await fc.assert(
      fc.asyncProperty(bits, async ({ at, bit }) => {
        const letter = letters[letters.indexOf(jwe[at] ?? "") ^ (1 << bit)] ?? "";
        await expect(open(jwe.slice(0, at) + letter + jwe.slice(at + 1))).rejects.toMatchObject({
          code: "userinfo_invalid",
        });
      }),
      { numRuns: 300 },
    );
  });

  test("the bits that the last letter of a part has too many count, too", async () => {
    const parts = (await encrypt({ alg, key })).split(".");
    for (const [at, part] of parts.entries()) {
      if (part.length % 4 === 0) continue;
      const last = Buffer.from(part.slice(-1).padEnd(4, "A"), "base64url")[0] ?? 0;
      const letter = Buffer.from([last | 0b100]).toString("base64url")[0] ?? "";
      const changed = parts.with(at, part.slice(0, -1) + letter).join(".");
      if (changed === parts.join(".")) continue;
      // oxlint-disable-next-line no-await-in-loop -- one part after the other
      await expect(open(changed)).rejects.toMatchObject({ code: "userinfo_invalid" });
    }
  });
});

test("any other text is refused, whatever it is made of", async () => {
  const parts = fc.array(
    fc.base64String().map((text) => text.replaceAll(/[=+/]/g, "")),
    { minLength: 1, maxLength: 6 },
  );
  await fc.assert(
    fc.asyncProperty(parts, async (given) => {
      await expect(open(given.join("."))).rejects.toThrow("userinfo_invalid");
    }),
    { numRuns: 200 },
  );
});

test("without a name of a key in the header each that fits is tried", async () => {
  const jwe = await encrypt({ alg: "ECDH-ES", key: other, header: { kid: undefined } });
  expect(await open(jwe, { keys: [rsa, ec, other] })).toBe(SIGNED);
  await refused(jwe, "cannot be opened");
});

test("a key that was replaced still opens what was encrypted to it", async () => {
  const jwe = await encrypt({ alg: "ECDH-ES", key: ec });
  expect(await open(jwe, { keys: [other, ec] })).toBe(SIGNED);
  await refused(jwe, "does not hold", { keys: [other] });
});

test.each<[string, Made, string]>([
  ["for another key", { alg: "ECDH-ES", key: other }, "does not hold"],
  ["with a weak algorithm", { alg: "ECDH-ES+A128KW", key: ec }, "its alg"],
  ["with another content encryption", { header: { enc: "A128CBC-HS256" } }, "its enc"],
  ["that says it is something else", { header: { cty: "text" } }, "its cty"],
  ["of another issuer", { header: { iss: "https://other.example" } }, "another issuer"],
  ["for another client", { header: { aud: "other" } }, "another client"],
  ["with a key name that is no text", { header: { kid: 7 } }, "its kid"],
  ["whose content is no text", { text: Uint8Array.of(0xff, 0xfe) }, "cannot be opened"],
])("one %s is refused", async (_name, made, hint) => refused(await encrypt(made), hint));

test("one that is compressed is refused before it is opened", async () => {
  const [, ...rest] = (await encrypt()).split(".");
  const header = { alg: "RSA-OAEP-256", enc: "A256GCM", kid: rsa.kid, zip: "DEF" };
  await refused([Buffer.from(JSON.stringify(header)).toString("base64url"), ...rest].join("."), "compressed");
});

test("what is not encrypted is refused where the provider encrypts always, and passes where it may", async () => {
  await refused(SIGNED, "not encrypted");
  const encryption = { keyManagementAlgorithms: ["ECDH-ES"], contentEncryptionAlgorithms: ["A256GCM"] };
  expect(await open(SIGNED, { encryption })).toBe(SIGNED);
  expect(await open(SIGNED, { encryption: undefined })).toBe(SIGNED);
});

test("an error quotes nothing of what came", async () => {
  const secret = randomBytes(12).toString("hex");
  const error: unknown = await open(await encrypt({ header: { cty: secret } })).catch(
    (caught: unknown) => caught,
  );
  expect(JSON.stringify(error) + String(error)).not.toContain(secret);
});
