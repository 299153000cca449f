import { expect, test } from "vitest";
import { printable } from "./printable.js";

test.each([
  ["is cut after 200 characters", "x".repeat(5000), "x".repeat(200)],
  ["holds no control character and no other alphabet", "a\r\n\u001B[2Jé", "a???[2J?"],
  ["holds no e-mail, whatever stands around it", 'user="jean@mairie.example",x', 'user="[e-mail]",x'],
])("what the provider says %s", (_rule, text, expected) => {
  expect(printable(text)).toBe(expected);
});
