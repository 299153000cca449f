import type { Language } from "@moncomptepro/profiles";
import { header, type RequestParts } from "../http/request-parts.js";

/**
 * The language of a page: the first of ours that the browser prefers, else French.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-accept-language
 */
export function languageOf(request: RequestParts | undefined): Language {
  const ranges = (request ? (header(request, "accept-language") ?? "") : "").split(",").map((range) => {
    const [tag = "", quality = "q=1"] = range
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return { language: tag.split("-", 1)[0], quality: Number(quality.replace(/^q=/, "")) || 0 };
  });
  const [preferred] = ranges
    .filter(({ language, quality }) => (language === "fr" || language === "en") && quality > 0)
    .toSorted((one, other) => other.quality - one.quality);
  return preferred?.language === "en" ? "en" : "fr";
}
