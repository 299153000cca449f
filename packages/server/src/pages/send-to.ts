import { isFrame } from "../http/navigation.js";
import type { RequestParts } from "../http/request-parts.js";
import { seeOther } from "../http/responses.js";
import { languageOf } from "./language.js";
import { leaveFrame } from "./leave-frame.js";
import { page } from "./page.js";
import { TEXTS } from "./texts/by-language.js";

/**
 * Sends the browser to another place, out of a frame by a link. A form gets a page that goes on by itself rather than a redirect: browsers apply
 * a site's `form-action 'self'` to the redirect of a form too, and would block it.
 *
 * @see https://www.w3.org/TR/CSP3/#directive-form-action
 */
export function sendTo(location: string, setCookie: readonly string[], request?: RequestParts): Response {
  if (request && isFrame(request)) return leaveFrame(location, request, { setCookie });
  if (request?.method !== "POST") return seeOther(location, setCookie);
  const language = languageOf(request);
  const { title, paragraph, link } = TEXTS[language].redirect;
  const content = { language, title, paragraphs: [paragraph], actions: [{ href: location, text: link }] };
  return page(content, { setCookie, headers: { refresh: `0; url=${location}` } });
}
