import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { compactDecrypt, CompactEncrypt } from "jose";
import { describe, expect, test } from "vitest";
import { KeyRing } from "./key-ring.js";
import { Sealing } from "./sealing.js";

const first = "UnW0n0YvP1tT6V3cUqzGq8b2wXxJm4Ks";
const second = "k4sW8zQ1pYb7NdR2tVx5JmC9hLf3GuE6";

const sealingWith = (secrets: readonly string[], scope: readonly string[] = ["application"]): Sealing =>
  new Sealing(new KeyRing(secrets), scope);

/** The key of a purpose, as `Sealing` derives it. */
function keyOf(secret: string, purpose: string): Uint8Array {
  const keys = new KeyRing([secret]);
  return keys.derive(keys.newest, JSON.stringify(["application", purpose])) ?? new Uint8Array();
}

test("opens what was sealed for the same purpose, and for no other", () => {
  const sealing = sealingWith([first]);
  const sealed = sealing.seal("session", { a: 1 });
  expect(sealing.open("session", sealed)).toEqual({ a: 1 });
  expect(sealing.open("login.x", sealed)).toBeUndefined();
});

test("an older secret still opens, the newest seals, one that was dropped opens nothing", () => {
  const old = sealingWith([first]).seal("session", { a: 1 });
  const rotated = sealingWith([second, first]);
  expect(rotated.open("session", old)).toEqual({ a: 1 });
  expect(sealingWith([second]).open("session", rotated.seal("session", { b: 2 }))).toEqual({ b: 2 });
  expect(sealingWith([second]).open("session", old)).toBeUndefined();
});

test("what is sealed is a JWE that jose opens", async () => {
  await fc.assert(
    fc.asyncProperty(fc.jsonValue(), async (value) => {
      const sealed = sealingWith([first]).seal("session", { value });
      const { plaintext, protectedHeader } = await compactDecrypt(sealed, keyOf(first, "session"));
      expect(new TextDecoder().decode(plaintext)).toBe(JSON.stringify({ value }));
      expect(protectedHeader).toEqual({
        alg: "dir",
        enc: "A256GCM",
        kid: expect.stringMatching(/^[\w-]{6}$/),
      });
    }),
  );
});

test("a JWE that jose made with the same key and header opens, with another header it does not", async () => {
  const key = keyOf(first, "session");
  const kid = JSON.parse(Buffer.from(new KeyRing([first]).newest, "base64url").toString()).kid as string;
  const make = (header: object): Promise<string> =>
    new CompactEncrypt(new TextEncoder().encode('{"a":"é"}'))
      .setProtectedHeader({ alg: "dir", enc: "A256GCM", ...header })
      .encrypt(key);
  expect(sealingWith([first]).open("session", await make({ kid }))).toEqual({ a: "é" });
  expect(
    sealingWith([first]).open("session", await make({ kid, zip: undefined, typ: "JWT" })),
  ).toBeUndefined();
  expect(sealingWith([first]).open("session", await make({}))).toBeUndefined();
});

test("whatever a browser sends, opening neither throws nor lets a change through", () => {
  const sealing = sealingWith([first]);
  const sealed = sealing.seal("session", { a: 1 });
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.string({ minLength: 1, maxLength: 3 }), (position, piece) => {
      const changed = sealed.slice(0, position) + piece + sealed.slice(position + 1);
      const opened = sealing.open("session", changed);
      // The last character of a part holds spare bits: a change of those alone changes nothing.
      expect(opened === undefined || changed === sealed || JSON.stringify(opened) === '{"a":1}').toBe(true);
    }),
  );
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(sealing.open("session", text)).toBeUndefined();
    }),
  );
});

test("each sealing takes another vector", () => {
  const sealing = sealingWith([first]);
  const sealed = Array.from({ length: 100 }, () => sealing.seal("session", { a: 1 }));
  expect(new Set(sealed.map((each) => each.split(".")[2])).size).toBe(100);
});

test("what belongs to one application at one provider opens nowhere else", () => {
  fc.assert(
    fc.property(fc.array(fc.string()), fc.array(fc.string()), fc.string(), (scope, other, purpose) => {
      fc.pre(JSON.stringify(scope) !== JSON.stringify(other));
      const sealed = sealingWith([first], scope).seal(purpose, { a: 1 });
      expect(sealingWith([first], scope).open(purpose, sealed)).toEqual({ a: 1 });
      expect(sealingWith([first], other).open(purpose, sealed)).toBeUndefined();
      // Not even where scope and purpose put together read the same.
      expect(sealingWith([first], [...scope, purpose]).open("", sealed)).toBeUndefined();
    }),
  );
});

describe("what would take more than there is room for", () => {
  const list = {
    places: Array.from({ length: 40 }, (_, index) => ({ name: `place ${index}`, town: "Paris" })),
  };

  test("is deflated, and is the same when it is opened", () => {
    const sealing = sealingWith([first]);
    const plain = sealing.seal("session", list);
    expect(sealing.sealWithin(plain.length, "session", list)).toHaveLength(plain.length);
    const small = sealing.sealWithin(plain.length - 1, "session", list);
    expect(small.length).toBeLessThan(plain.length / 2);
    expect(sealing.open("session", small)).toEqual(list);
    expect(sealing.open("other", small)).toBeUndefined();
  });

  test("stays as it is where that makes it no smaller, or it is far too much", () => {
    const sealing = sealingWith([first]);
    const random = { text: randomBytes(3000).toString("base64url") };
    expect(sealing.open("session", sealing.sealWithin(10, "session", random))).toEqual(random);
    const huge = { text: "x".repeat(40_000) };
    expect(sealing.sealWithin(10, "session", huge).length).toBeGreaterThan(40_000);
  });

  test("whatever the content", () => {
    const sealing = sealingWith([first]);
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const expected: unknown = JSON.parse(JSON.stringify({ value }));
        expect(sealing.open("session", sealing.sealWithin(0, "session", { value }))).toEqual(expected);
      }),
    );
  });
});
