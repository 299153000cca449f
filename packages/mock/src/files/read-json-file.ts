import { readFileSync } from "node:fs";
import { MockOptionsError } from "../options-error.js";
import type { Check, Problem } from "./check.js";
import { JsonError, type LocatedJson, readLocatedJson } from "./located-json.js";

/**
 * Reads a JSON file and checks it.
 *
 * @param name how the whole value is called in messages
 * @throws MockOptionsError when the file cannot be read, or with everything that is wrong with it, line by line
 */
export function readJsonFile<T>(path: string, name: string, check: Check<T>): T {
  const json = parse(path);
  const problems: Problem[] = [];
  const value = check({ json, name, problems });
  if (problems.length > 0) throw needsAttention(path, problems);
  return value as T;
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

function needsAttention(path: string, problems: readonly Problem[]): MockOptionsError {
  const lines = problems
    .toSorted((one, other) => one.line - other.line)
    .map(({ line, message }) => `  ${path}:${line}: ${message}.`);
  return new MockOptionsError([`The file ${path} needs attention.`, ...lines].join("\n"));
}
