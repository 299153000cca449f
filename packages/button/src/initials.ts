/**
 * Up to two letters that stand for a person: those of the first and the last word, “CM” for Claire Martin and for
 * claire.martin@mairie.example. Empty where there is no letter.
 */
export function initials(name: string): string {
  const words = name.replace(/@.*/, "").match(/\p{L}[^\s.,;_()+]*/gu) ?? [];
  return [words[0], words.length > 1 ? words.at(-1) : ""]
    .map((word = "") => String.fromCodePoint(word.codePointAt(0) ?? 32).trim())
    .join("")
    .toLocaleUpperCase();
}
