import { describe, expect, it } from "vitest";
import { textsFor } from "./texts-for.js";

describe("the language of the pages", () => {
  it.each([
    [undefined, "fr"],
    ["", "fr"],
    ["fr", "fr"],
    ["en", "en"],
    ["en-GB,en;q=0.9", "en"],
    ["EN-us", "en"],
    ["fr-FR,fr;q=0.9,en;q=0.8", "fr"],
    ["de-DE, de;q=0.9, en;q=0.5", "en"],
    ["en;q=0.3, fr;q=0.4", "fr"],
    ["en;q=0", "fr"],
    ["en , fr", "en"],
    ["eng, *", "fr"],
    ["en;q=nonsense", "fr"],
  ])("for %j is %s", (header, language) => {
    expect(textsFor({ headers: { "accept-language": header } }).language).toBe(language);
  });
});
