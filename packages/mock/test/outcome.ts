import type { Screen } from "./browser.js";

/**
 * What a browser met, in one line: `code`, `error login_required: …` (`fragment error …` when it came so), or a page
 * with its status and heading (`page 200 Accéder au compte`).
 */
export function outcome({ url, status, text, left }: Screen): string {
  if (!left) return `page ${status} ${/<h1>(.*?)<\/h1>/.exec(text)?.[1] ?? text.slice(0, 80)}`;
  const inFragment = url.hash !== "";
  const answer = new URLSearchParams(inFragment ? url.hash.slice(1) : url.search);
  const prefix = inFragment ? "fragment " : "";
  const [error, description] = [answer.get("error"), answer.get("error_description")];
  if (error === null) return answer.has("code") ? `${prefix}code` : `${prefix}${url.search}`;
  return `${prefix}error ${error}${description === null ? "" : `: ${description}`}`;
}
