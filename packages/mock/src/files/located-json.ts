import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type JSONPath,
  type Node,
  type ParseError,
} from "jsonc-parser";

/** A JSON value that knows its lines. */
export interface LocatedJson {
  readonly value: unknown;
  /** The line, counted from 1, of what stands at a path (of its name where it has one), or of what should hold it. */
  lineOf(path: JSONPath): number;
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

/**
 * Reads JSON as RFC 8259 defines it, keeping the lines. A name that stands twice in one object is an error too: one
 * of the two values would be silently ignored.
 *
 * @throws JsonError at the first mistake
 */
export function readLocatedJson(source: string): LocatedJson {
  const text = source.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true });
  const [first] = errors;
  if (root === undefined || first !== undefined) throw syntaxError(text, first);
  refuseRepeatedNames(text, root);
  return {
    value: getNodeValue(root),
    lineOf(path) {
      const depths = Array.from({ length: path.length + 1 }, (_, last) => path.length - last);
      const nodes = depths.map((depth) => findNodeAtLocation(root, path.slice(0, depth)));
      const node = nodes.find((one) => one !== undefined) ?? root;
      return lineAt(text, node.parent?.type === "property" ? node.parent.offset : node.offset);
    },
  };
}

function refuseRepeatedNames(text: string, { type, children = [] }: Node): void {
  const names = new Set<string>();
  for (const child of children) {
    const name: unknown = type === "object" ? child.children?.[0]?.value : undefined;
    if (typeof name === "string") {
      if (names.has(name)) {
        throw new JsonError(lineAt(text, child.offset), `"${name}" stands twice in the same object`);
      }
      names.add(name);
    }
    refuseRepeatedNames(text, child);
  }
}

const EXPECTED: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'a name between " and "',
  ValueExpected: "a value",
  ColonExpected: "a colon after the name",
  CommaExpected: "a comma",
  CloseBraceExpected: "a comma or }",
  CloseBracketExpected: "a comma or ]",
  EndOfFileExpected: "the end of the file",
};

function syntaxError(text: string, error?: ParseError): JsonError {
  const { offset, length } = error ?? { offset: 0, length: 0 };
  const found = text.slice(offset, offset + length);
  const before = text.slice(0, offset).trimEnd();
  if (/^[}\]]$/.test(found) && before.endsWith(",")) {
    return new JsonError(lineAt(text, before.length), `the comma before ${found} is too much`);
  }
  return new JsonError(lineAt(text, offset), complaint(found, error));
}

function complaint(found: string, error?: ParseError): string {
  if (/^[/#]/.test(found)) return `a value was expected, not ${found.charAt(0)} (JSON knows no comments)`;
  const expected = EXPECTED[error === undefined ? "ValueExpected" : printParseErrorCode(error.error)];
  if (expected === undefined) return `${found} is no JSON value: names and texts stand between " and "`;
  return `${expected} was expected, not ${found || "the end of the file"}`;
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split("\n").length;
}
