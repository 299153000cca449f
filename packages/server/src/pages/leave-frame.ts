import type { RequestParts } from "../http/request-parts.js";
import { languageOf } from "./language.js";
import { page } from "./page.js";
import { TEXTS } from "./texts/by-language.js";

/**
 * A page for a frame, with a link that leads out of it: providers refuse to be shown in a frame, and a redirect to one
 * would leave a blank. Any site may show it: it holds nothing of a person, and its link does what any link can do.
 *
 * @param location - where the link leads to
 */
export function leaveFrame(
  location: string,
  request: RequestParts,
  options: Parameters<typeof page>[1] = {},
): Response {
  const language = languageOf(request);
  const { title, paragraph, link } = TEXTS[language].frame;
  const actions = [{ href: location, text: link }];
  return page({ language, title, paragraphs: [paragraph], actions, framedBy: "*" }, options);
}
