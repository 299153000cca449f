import * as v from "valibot";
import { nearest } from "./nearest.js";

/** A rule for texts: says what the text must be when it is not. */
export type TextRule = (text: string) => string | undefined;

/** What a value must be, and what it is where that is short. */
function must(expectation: string) {
  return ({ input }: { readonly input: unknown }): string => expectation + instead(input);
}

function instead(input: unknown): string {
  const isLong = typeof input === "object" && input !== null;
  return isLong || input === undefined ? "" : `, not ${JSON.stringify(input)}`;
}

/** A text that is not empty. */
export function text(rule: TextRule = () => undefined): v.GenericSchema<string> {
  return v.pipe(
    v.string(must("must be a text")),
    v.rawCheck(({ dataset, addIssue }) => {
      if (!dataset.typed) return;
      const expectation = dataset.value === "" ? "must be a text" : rule(dataset.value);
      if (expectation !== undefined) addIssue({ message: expectation + instead(dataset.value) });
    }),
  );
}

/** One of these texts. */
export function oneOf<const T extends string>(values: readonly T[]): v.GenericSchema<string, T> {
  return text(anyOf(values)) as v.GenericSchema<string, T>;
}

/** The rule that a text is one of these. */
export function anyOf(values: readonly string[]): TextRule {
  const choice = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(values);
  return (value) => (values.includes(value) ? undefined : `must be ${choice}`);
}

export const trueOrFalse: v.GenericSchema<boolean> = v.boolean(must("must be true or false"));

/** A list with at least one element. */
export function listOf<T>(
  schema: v.GenericSchema<unknown, T>,
  what: string,
  minimum = 1,
): v.GenericSchema<unknown, [T, ...T[]]> {
  return v.pipe(
    v.array(schema, must(`must be a list of ${what}, between [ and ]`)),
    v.minLength(minimum, `must hold at least one of the ${what}`),
  ) as unknown as v.GenericSchema<unknown, [T, ...T[]]>;
}

/** An object with these members and no others. */
export function objectOf<const E extends v.ObjectEntries>(
  entries: E,
): v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<E, undefined>>> {
  const names = Object.keys(entries);
  // What is no object does not get to it: its one message is of members.
  const members = checkedWhole(v.looseObject(entries, "is missing"), ({ value, addIssue }) => {
    if (!isObject(value)) return;
    for (const name of Object.keys(value)) {
      if (names.includes(name)) continue;
      const meant = nearest(name, names);
      const advice = meant ? `perhaps ${meant} was meant` : `there are ${names.join(", ")}`;
      addIssue({ message: `is unknown: ${advice}`, path: [memberOf(value, name)] });
    }
  });
  return v.lazy((input) =>
    isObject(input) ? members : v.never(must("must be an object, between { and }")),
  ) as v.GenericSchema<unknown, v.InferOutput<v.ObjectSchema<E, undefined>>>;
}

/** What a check of a whole value is given. */
export interface Checked {
  /** As far as it could be read. */
  readonly value: unknown;
  /** What is wrong with its parts. */
  readonly issues: readonly v.BaseIssue<unknown>[];
  readonly addIssue: (issue: {
    readonly message: string;
    readonly path: [v.IssuePathItem, ...v.IssuePathItem[]];
    /** The member that is missing, where the one at the path asks for it. */
    readonly expected?: string;
  }) => void;
}

/** Notes what a check of the whole value finds, also where parts of it are wrong. */
export function checkedWhole<T>(
  schema: v.GenericSchema<unknown, T>,
  check: (checked: Checked) => void,
): v.GenericSchema<unknown, T> {
  return v.pipe(
    schema,
    v.rawCheck<T>(({ dataset: { value, issues = [] }, addIssue }) => check({ value, issues, addIssue })),
  );
}

/** An object, and no list. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The place of a member in its object, for what a check of the whole object says about it. */
export function memberOf(input: Readonly<Record<string, unknown>>, key: string): v.ObjectPathItem {
  return { type: "object", origin: "value", input, key, value: input[key] };
}

/** The place of an element in its list. */
export function elementOf(input: unknown[], key: number): v.ArrayPathItem {
  return { type: "array", origin: "value", input, key, value: input[key] };
}
