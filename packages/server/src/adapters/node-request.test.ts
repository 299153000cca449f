import { expect, test } from "vitest";
import { whole, type NodeRequest } from "./node-request.js";

/** What a framework hands over once its parser has read the body. */
const parsed = (type: string, body: unknown): unknown =>
  whole({ method: "POST", url: "/auth/callback", headers: { "content-type": type }, body } as NodeRequest)
    .body;

const FORM = "application/x-www-form-urlencoded";

test("JSON that a framework read is JSON again, also within a form's bounds", () => {
  expect(parsed("application/json; charset=utf-8", { code: "c", iss: { a: [1] } })).toBe(
    '{"code":"c","iss":{"a":[1]}}',
  );
});

test("of a form that a framework read, fields that are no text are left out", () => {
  expect(parsed(FORM, { returnTo: "/a b", prompt: ["none", "login"], more: { a: "1" } })).toBe(
    "returnTo=%2Fa+b",
  );
});

test("what a framework read as text or bytes stays as it is", () => {
  const bytes = Buffer.from("a=b");
  expect([parsed(FORM, "a=b"), parsed(FORM, bytes)]).toEqual(["a=b", bytes]);
});
