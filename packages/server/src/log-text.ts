/** Characters of one text of a log line. A few lines are enough to find what is wrong. */
const MAXIMUM_TEXT = 1000;

/**
 * What a terminal obeys or does not show: control characters, line and paragraph separators, formatting characters such
 * as those that turn the direction of a text, fillers, private use.
 */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/**
 * What may hold an e-mail: all between the characters that stand around one in an address, in JSON or in a sentence.
 */
const WORD = /[^\s"'`<>(),;:=&?/[\]{}|]+/g;

/** What may hold a token. */
const RUN = /[\w.-]{20,}/g;

/** A long part of a token that is no JWT, for example an access token. */
const OPAQUE_LENGTH = 40;

/**
 * A text as it may stand in a log or in an error: what came from outside may have been written by an attacker, and may
 * name people. Every expression here reads the text once, whatever is in it, and the text is cut before.
 *
 * @returns one line of at most 1,000 characters and `…`; applied twice it changes nothing more
 */
export function logText(text: string): string {
  // Cut twice: first so that no text costs more than its size, then so that a token that was cut is still found.
  const short = text.slice(0, 2 * MAXIMUM_TEXT);
  const safe = short
    .replace(INVISIBLE, escaped)
    .replace(WORD, (word) => (holdsEmail(word) ? "(e-mail)" : word))
    .replace(RUN, (run) => (run.split(".").some(isToken) ? "(token)" : run));
  const isCut = safe.length > MAXIMUM_TEXT || short.length < text.length;
  return isCut ? `${safe.slice(0, MAXIMUM_TEXT).replace(/[\uD800-\uDBFF]$/, "")}…` : safe;
}

function escaped(character: string): string {
  if (character === "\n") return "\\n";
  if (character === "\r") return "\\r";
  if (character === "\t") return "\\t";
  const point = (character.codePointAt(0) ?? 0).toString(16);
  return point.length > 4 ? `\\u{${point}}` : `\\u${point.padStart(4, "0")}`;
}

/** `name@domain`, in an address too; a package with its version (`redis@5.0.0`) is none. */
function holdsEmail(word: string): boolean {
  const decoded = word.replaceAll("%40", "@");
  const at = decoded.lastIndexOf("@");
  return at > 0 && !/^\d+\.\d+\.\d/.test(decoded.slice(at + 1, at + 30));
}

/** The header of a JWT is JSON, which always begins so in base64url. */
function isToken(part: string): boolean {
  if (part.startsWith("eyJ") && part.length >= 12) return true;
  return part.length >= OPAQUE_LENGTH && /\d/.test(part) && /[a-z]/.test(part) && /[A-Z]/.test(part);
}
