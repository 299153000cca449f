import { expect, test } from "vitest";
import { codeChallenge, randomBytes, randomToken, randomVerifier } from "./random.js";

test("a state or a nonce has 32 characters, the least that ProConnect wants, and no two are the same", () => {
  expect(randomToken()).toMatch(/^[\w-]{32}$/);
  expect(new Set(Array.from({ length: 100 }, randomToken)).size).toBe(100);
});

test("a verifier has 43 characters, the least that PKCE allows, and no two are the same", () => {
  expect(randomVerifier()).toMatch(/^[\w-]{43}$/);
  expect(new Set(Array.from({ length: 100 }, randomVerifier)).size).toBe(100);
});

test("the challenge is that of RFC 7636 appendix B", () => {
  const challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
  expect(codeChallenge("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")).toBe(challenge);
});

test("random bytes are as many as asked for, and none is given twice", () => {
  const sizes = [1, 12, 32, 500, 2048, 5000, 12, 2047, 2];
  for (const size of sizes) expect(randomBytes(size)).toHaveLength(size);
  // Drawn across many ends of the pool.
  const drawn = Array.from({ length: 2000 }, () => randomBytes(12));
  expect(new Set(drawn.map((each) => each.toString("hex"))).size).toBe(2000);
});

test("random bytes are the caller's own: who changes them changes no one else's", () => {
  const [first, second] = [randomBytes(16), randomBytes(16)];
  const before = second.toString("hex");
  first.fill(0);
  expect(second.toString("hex")).toBe(before);
});

test("random bytes are evenly spread: each bit is set in about half of them", () => {
  const drawn = Array.from({ length: 4000 }, () => randomBytes(8));
  for (let bit = 0; bit < 64; bit += 1) {
    const set = drawn.filter((bytes) => (bytes.readUInt8(bit >> 3) >> (bit & 7)) & 1).length;
    // Ten standard deviations: once in more runs than there will be.
    expect(Math.abs(set - 2000)).toBeLessThan(320);
  }
});
