import { expect, test } from "vitest";
import { ENGLISH } from "./en.js";
import { FRENCH } from "./fr.js";

/** Every sentence of a language. */
function sentences(texts: object): string[] {
  return Object.values(texts).flatMap((text) =>
    typeof text === "object" && text !== null ? sentences(text) : [String(text)],
  );
}

test.each(sentences(FRENCH))("French has its own typography: %s", (sentence) => {
  expect(sentence).not.toMatch(/['"«»]/);
  // Before these stands a narrow no-break space, and no other character.
  expect(sentence).not.toMatch(/[^\u202F][?!;:]/);
});

test.each(sentences(ENGLISH))("English people sign in and sign out: %s", (sentence) => {
  expect(sentence).not.toMatch(/\blog(ged|s|ging)?[ -]?(in|out|on|off)\b/i);
});

test("an error says what happened in whole sentences, in both languages", () => {
  for (const { errors } of [FRENCH, ENGLISH])
    for (const sentence of Object.values(errors)) expect(sentence).toMatch(/^\p{Lu}.*\.$/u);
});
