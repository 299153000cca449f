import type { Language } from "@moncomptepro/profiles";
import { header, type RequestParts } from "../http/request-parts.js";

/** Characters of the header that are read: browsers send some twenty languages at most. */
const MAXIMUM_LENGTH = 500;

/**
 * The language of a page: the first of ours that the browser prefers, else French. The header is read once from left to
 * right, whatever is in it.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-accept-language
 */
export function languageOf(request: RequestParts | undefined): Language {
  const accepted = (request && header(request, "accept-language")) ?? "";
  let best = 0;
  let language: Language = "fr";
  for (const range of accepted.slice(0, MAXIMUM_LENGTH).toLowerCase().split(",")) {
    const [tag = "", ...parameters] = range.split(";").map((part) => part.trim());
    const [primary] = tag.split("-", 1);
    const quality = qualityOf(parameters);
    if ((primary === "fr" || primary === "en") && quality > best) [best, language] = [quality, primary];
  }
  return language;
}

/** From 0 to 1; what has another form counts as a no. */
function qualityOf(parameters: readonly string[]): number {
  const [, value = ""] = parameters.find((each) => each.startsWith("q="))?.split("=") ?? ["q", "1"];
  return /^(0|1)?(\.\d{0,3})?$/.test(value) ? Math.min(1, Number(value)) : 0;
}
