import { expect, test } from "vitest";
import { codeChallenge, randomToken, randomVerifier } from "./random.js";

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
