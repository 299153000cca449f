import { expect, test } from "vitest";
import { languageOf } from "./language.js";

test.each([
  ["", "fr"],
  ["en", "en"],
  ["EN-GB", "en"],
  ["de, en;q=0.5", "en"],
  ["fr;q=0.8, en;q=0.9", "en"],
  ["fr, en", "fr"],
  ["en, fr", "en"],
  ["en;q=0.5, fr;q=0.5", "en"],
  ["en;q=0", "fr"],
  ["en;q=0.000, fr;q=0.1", "fr"],
  ["fr;q=0.1, en;q=nonsense", "fr"],
  ["enx", "fr"],
])("Accept-Language: %s", (accepted, language) => {
  expect(languageOf({ headers: { "accept-language": accepted } })).toBe(language);
});
