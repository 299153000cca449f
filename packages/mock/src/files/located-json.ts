/** A JSON value that knows the line it begins on, counted from 1. */
export type LocatedJson =
  | { readonly line: number; readonly scalar: string | number | boolean | null }
  | { readonly line: number; readonly elements: readonly LocatedJson[] }
  | { readonly line: number; readonly members: ReadonlyMap<string, Member> };

/** One member of an object. */
interface Member {
  /** The line of its name. */
  readonly line: number;
  readonly value: LocatedJson;
}

/** The text is no JSON. */
export class JsonError extends Error {
  override readonly name = "JsonError";
  readonly line: number;

  constructor(line: number, message: string) {
    super(message);
    this.line = line;
  }
}

interface Token {
  readonly line: number;
  readonly text: string;
}

const STRING = String.raw`"(?:[^"\\\u0000-\u001f]|\\.)*"`;
const NUMBER = String.raw`-?\d[\d.eE+-]*`;
const TOKENS = new RegExp(String.raw`\n|[^\S\n]+|[{}[\]:,]|${STRING}|${NUMBER}|\w+|.`, "gu");

/**
 * Reads JSON as RFC 8259 defines it, keeping the lines. A name that stands twice in one object is an error too: one
 * of the two values would be lost without a word.
 *
 * @throws JsonError at the first mistake
 */
export function readLocatedJson(text: string): LocatedJson {
  const tokens = new Tokens(text.replace(/^\uFEFF/, ""));
  const value = readValue(tokens);
  const rest = tokens.next();
  if (rest.text !== "") throw unexpected(rest, "the end of the file");
  return value;
}

/** The same value without its lines, as `JSON.parse` gives it. */
export function plainJson(json: LocatedJson): unknown {
  if ("elements" in json) return json.elements.map(plainJson);
  if ("scalar" in json) return json.scalar;
  return Object.fromEntries([...json.members].map(([name, { value }]) => [name, plainJson(value)]));
}

class Tokens {
  readonly #tokens: Token[] = [];
  #position = 0;
  readonly #end: Token;

  constructor(source: string) {
    let line = 1;
    for (const [text] of source.matchAll(TOKENS)) {
      if (text === "\n") line += 1;
      else if (text.trim() !== "") this.#tokens.push({ line, text });
    }
    this.#end = { line, text: "" };
  }

  peek(): Token {
    return this.#tokens[this.#position] ?? this.#end;
  }

  next(): Token {
    const token = this.peek();
    this.#position += 1;
    return token;
  }
}

function readValue(tokens: Tokens): LocatedJson {
  const token = tokens.next();
  const { line, text } = token;
  if (text === "{") return { line, members: readMembers(tokens) };
  if (text === "[") return { line, elements: readElements(tokens) };
  return { line, scalar: readScalar(token, "a value") };
}

function readElements(tokens: Tokens): LocatedJson[] {
  const elements: LocatedJson[] = [];
  readSeparated(tokens, "]", () => elements.push(readValue(tokens)));
  return elements;
}

function readMembers(tokens: Tokens): Map<string, Member> {
  const members = new Map<string, Member>();
  readSeparated(tokens, "}", () => {
    const token = tokens.next();
    const name = token.text.startsWith('"') ? readScalar(token, "a name") : undefined;
    if (typeof name !== "string") throw unexpected(token, 'a name between " and "');
    if (members.has(name)) throw new JsonError(token.line, `"${name}" stands twice in the same object`);
    const colon = tokens.next();
    if (colon.text !== ":") throw unexpected(colon, `a colon after "${name}"`);
    members.set(name, { line: token.line, value: readValue(tokens) });
  });
  return members;
}

/** Reads entries with commas between them up to the closing bracket. */
function readSeparated(tokens: Tokens, close: "}" | "]", readEntry: () => void): void {
  if (tokens.peek().text === close) {
    tokens.next();
    return;
  }
  for (;;) {
    readEntry();
    const separator = tokens.next();
    if (separator.text === close) return;
    if (separator.text !== ",") throw unexpected(separator, `a comma or ${close}`);
    if (tokens.peek().text === close)
      throw new JsonError(separator.line, `the comma before ${close} is too much`);
  }
}

function readScalar(token: Token, expected: string): string | number | boolean | null {
  try {
    return JSON.parse(token.text) as string | number | boolean | null;
  } catch {
    throw unexpected(token, expected);
  }
}

function unexpected({ line, text }: Token, expected: string): JsonError {
  const found = text === "" ? "the end of the file" : text;
  const comment = text === "/" || text === "#" ? " (JSON knows no comments)" : "";
  return new JsonError(line, `${expected} was expected, not ${found}${comment}`);
}
