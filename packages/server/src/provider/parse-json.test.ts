import fc from "fast-check";
import { expect, test } from "vitest";
import { AuthError } from "../errors.js";
import { parseJsonObject } from "./parse-json.js";

test("any object that is JSON comes out as it went in", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 10 })), (value) => {
      const json = JSON.stringify(value);
      expect(parseJsonObject(json, "it")).toEqual(JSON.parse(json));
    }),
  );
});

test("brackets in texts do not nest, those outside do", () => {
  const brackets = '[{"\\'.repeat(100);
  expect(parseJsonObject(JSON.stringify({ brackets }), "it")).toEqual({ brackets });
  const nested = (depth: number): string => `{"a":${"[".repeat(depth - 1)}${"]".repeat(depth - 1)}}`;
  expect(parseJsonObject(nested(32), "it")).toBeTypeOf("object");
  expect(() => parseJsonObject(nested(33), "it")).toThrow(
    expect.objectContaining({ hint: expect.stringContaining("nested too deep") as string }),
  );
});

test("anything else is an error of ours", () => {
  const texts = fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.stringMatching(/^["\\[\]{}:,a]*$/));
  fc.assert(
    fc.property(texts, (text) => {
      try {
        const value: unknown = parseJsonObject(text, "it");
        expect(Object.prototype.toString.call(value)).toBe("[object Object]");
      } catch (error) {
        expect(error).toBeInstanceOf(AuthError);
      }
    }),
  );
});
