import * as v from "valibot";
import type { ErrorCode } from "../error-codes.js";
import { mistake } from "../errors.js";
import { nearest } from "./nearest.js";
import type { Problem } from "./problem.js";

/** What each member of an object must be, by name. */
export type Entries = Readonly<Record<string, v.GenericSchema>>;

/**
 * Checks an object that the application gave: its members each on their own, and that it has no other one. A misspelt
 * restriction would silently let every person in.
 *
 * A member that is `v.exactOptional` may be left out, but not be undefined: that is how a restriction gets lost that
 * was meant. One that is `v.optional` restricts nothing and may be both.
 *
 * @returns copies of the members that are right, so that what spans several of them can be checked too
 */
export function checkMembers(
  given: unknown,
  entries: Entries,
): { checked: Record<string, unknown>; problems: Problem[] } {
  if (!isPlainObject(given)) {
    const names = Object.keys(entries).join(", ");
    return { checked: {}, problems: [{ setting: "", message: `must be an object with ${names}` }] };
  }
  const problems: Problem[] = [];
  const checked: Record<string, unknown> = {};
  for (const [name, schema] of Object.entries(entries)) {
    const isGiven = Object.hasOwn(given, name);
    if (!isGiven && schema.type === "exact_optional") continue;
    const result = v.safeParse(schema, given[name]);
    // A member that is undefined cannot be left out either, unless it is optional.
    const isMissing = !isGiven || (given[name] === undefined && !isOptional(schema));
    if (!result.success) problems.push(...problemsOf(name, result.issues, isMissing ? MISSING : given[name]));
    else if (result.output !== undefined) checked[name] = result.output;
  }
  problems.push(...unknownNames(Object.keys(given), Object.keys(entries)));
  return { checked, problems };
}

/** An object within another one, checked in the same way. */
export function members<T>(entries: Entries): v.GenericSchema<unknown, T> {
  return v.pipe(
    v.unknown(),
    v.rawTransform<unknown, T>(({ dataset, addIssue, NEVER }) => {
      const { checked, problems } = checkMembers(dataset.value, entries);
      for (const { setting, message } of problems) {
        const path = setting === "" ? {} : { path: [pathItem(setting)] };
        addIssue({ message, ...path } as Parameters<typeof addIssue>[0]);
      }
      return problems.length > 0 ? NEVER : (checked as T);
    }),
  );
}

/**
 * Checks an object that the application gave somewhere else than to `createAuth()`.
 *
 * @param place - what it was given to, `auth.login()`
 * @returns copies of its members
 * @throws AuthError with every mistake at once
 */
export function requireMembers(
  place: string,
  given: unknown,
  entries: Entries,
  code: ErrorCode = "parameter_refused",
): Record<string, unknown> {
  const { checked, problems } = checkMembers(given, entries);
  if (problems.length === 0) return checked;
  const sentences = problems.map(({ setting, message }) => `${setting || "the argument"} ${message}`);
  throw mistake(`${place}: ${sentences.join("; ")}`, code);
}

/** Only own members count: one that is inherited would be overlooked. */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // That of another realm is another object, but has none above it either.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const MISSING = Symbol("missing");

function isOptional({ type }: v.GenericSchema): boolean {
  return type === "optional" || type === "exact_optional";
}

/** The first mistake of each member. */
function problemsOf(name: string, issues: readonly v.BaseIssue<unknown>[], value: unknown): Problem[] {
  const all = issues.map(({ message, path = [] }) => ({
    setting: [name, ...path.map(({ key }) => key).filter((key) => typeof key === "string")].join("."),
    message: value === MISSING ? `is missing: it ${message}` : explained(value, message),
  }));
  return all.filter(({ setting }, index) => all.findIndex((each) => each.setting === setting) === index);
}

function explained(value: unknown, message: string): string {
  return value === undefined ? `is undefined: leave it out, or it ${message}` : message;
}

function unknownNames(given: readonly string[], known: readonly string[]): Problem[] {
  return given
    .filter((name) => !known.includes(name))
    .map((setting) => {
      const meant = nearest(setting, known);
      return { setting, message: `is unknown${meant ? `: perhaps ${meant} was meant` : ""}` };
    });
}

function pathItem(key: string): v.IssuePathItem {
  return { type: "unknown", origin: "value", input: undefined, key, value: undefined };
}
