import type { IncomingMessage } from "node:http";
import type { Language } from "@moncomptepro/profiles";
import { english } from "./english.js";
import { french } from "./french.js";
import type { Texts } from "./texts.js";

const languages: Readonly<Record<Language, Texts>> = { fr: french, en: english };

/**
 * The texts in the language that the browser likes best among ours; in French when it likes none of them.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#name-accept-language
 */
export function textsFor({ headers }: Pick<IncomingMessage, "headers">): Texts {
  let best = { texts: french, weight: 0 };
  for (const range of (headers["accept-language"] ?? "").split(",")) {
    const [, language, weight = "1"] = /^\s*(fr|en)(?:-[\w-]+)?\s*(?:;\s*q=([\d.]+)\s*)?$/i.exec(range) ?? [];
    if (language === undefined || !(Number(weight) > best.weight)) continue;
    best = { texts: languages[language.toLowerCase() as Language], weight: Number(weight) };
  }
  return best.texts;
}
