import { readFileSync } from "node:fs";
import * as v from "valibot";
import { MockOptionsError } from "../options-error.js";
import { JsonError, readLocatedJson, type LocatedJson } from "./located-json.js";

/** What is wrong at one place of a file. */
interface Problem {
  /** Counted from 1. */
  readonly line: number;
  /** What it is about and what to do, as a sentence without its full stop. */
  readonly message: string;
}

/**
 * Reads a JSON file and checks it.
 *
 * @param name how the whole value is called in messages
 * @throws MockOptionsError when the file cannot be read, or with everything that is wrong with it, line by line
 */
export function readJsonFile<T>(path: string, name: string, schema: v.GenericSchema<unknown, T>): T {
  const json = parse(path);
  const result = v.safeParse(schema, json.value);
  if (result.success) return result.output;
  throw needsAttention(
    path,
    result.issues.map((issue) => describe(issue, name, json)),
  );
}

function parse(path: string): LocatedJson {
  try {
    return readLocatedJson(readFileSync(path, "utf8"));
  } catch (error) {
    if (error instanceof JsonError) throw needsAttention(path, [error]);
    const reason = error instanceof Error ? error.message : String(error);
    throw new MockOptionsError(`The file ${path} cannot be read: ${reason}.`, { cause: error });
  }
}

/** Where one member asks for another, the issue is at the first, and the other is what it says was expected. */
function describe(issue: v.BaseIssue<unknown>, name: string, json: LocatedJson): Problem {
  const place = (issue.path ?? []).map(({ key }) => key as string | number);
  const isOfOther = issue.type === "raw_check" && issue.expected !== null;
  const about = isOfOther ? [...place.slice(0, -1), issue.expected] : place;
  const called = about.map((key) => (typeof key === "number" ? `[${key}]` : `.${key}`)).join("");
  return { line: json.lineOf(place), message: `${name}${called} ${issue.message}` };
}

function needsAttention(path: string, problems: readonly Problem[]): MockOptionsError {
  const lines = problems
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, message }) => `  ${path}:${line}: ${message}.`);
  return new MockOptionsError([`The file ${path} needs attention.`, ...lines].join("\n"));
}
