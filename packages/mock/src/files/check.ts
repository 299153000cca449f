import { nearest } from "./nearest.js";
import { type LocatedJson, plainJson } from "./located-json.js";

/** What is wrong at one place of a file. */
export interface Problem {
  /** Counted from 1. */
  readonly line: number;
  /** What it is about and what to do, as a sentence without its full stop. */
  readonly message: string;
}

/** A value of a file while it is checked. */
export interface Place {
  readonly json: LocatedJson;
  /** As `redirect_uris[0]`. */
  readonly name: string;
  readonly problems: Problem[];
}

/** Reads a value; what is wrong with it goes to the problems, and then it counts for nothing. */
export type Check<T> = (place: Place) => T | undefined;

/** One member of an object. */
export interface Member<T> {
  readonly check: Check<T>;
  readonly isRequired: boolean;
}

export const required = <T>(check: Check<T>): Member<T> & { isRequired: true } => ({
  check,
  isRequired: true,
});
export const optional = <T>(check: Check<T>): Member<T> & { isRequired: false } => ({
  check,
  isRequired: false,
});

/** A rule for texts: says what the text must be when it is not. */
export type TextRule = (text: string) => string | undefined;

/** A text that is not empty. */
export function text(rule: TextRule = () => undefined): Check<string> {
  return (place) => {
    const value = "scalar" in place.json ? place.json.scalar : undefined;
    const expectation = typeof value === "string" && value !== "" ? rule(value) : "must be a text";
    if (typeof value === "string" && expectation === undefined) return value;
    return refuse(place, expectation ?? "");
  };
}

export function oneOf<const T extends string>(values: readonly T[]): Check<T> {
  const check = text(anyOf(values));
  return (place) => check(place) as T | undefined;
}

/** The rule that a text is one of these. */
export function anyOf(values: readonly string[]): TextRule {
  const choice = new Intl.ListFormat("en-GB", { type: "disjunction" }).format(values);
  return (value) => (values.includes(value) ? undefined : `must be ${choice}`);
}

export const trueOrFalse: Check<boolean> = (place) => {
  const value = "scalar" in place.json ? place.json.scalar : undefined;
  return typeof value === "boolean" ? value : refuse(place, "must be true or false");
};

/** A list with at least one element. */
export function listOf<T>(check: Check<T>, what: string, minimum = 1): Check<[T, ...T[]]> {
  return (place) => {
    if (!("elements" in place.json)) return refuse(place, `must be a list of ${what}, between [ and ]`);
    const { elements } = place.json;
    if (elements.length < minimum) return refuse(place, `must hold at least one of the ${what}`);
    const checked = elements.map((json, index) => check({ ...place, json, name: `${place.name}[${index}]` }));
    return checked as [T, ...T[]];
  };
}

/** The members that are there, as the checks gave them. */
export type Checked<M extends Record<string, Member<unknown>>> = {
  [K in keyof M as M[K]["isRequired"] extends true ? K : never]: M[K] extends Member<infer T> ? T : never;
} & {
  [K in keyof M as M[K]["isRequired"] extends true ? never : K]?: M[K] extends Member<infer T> ? T : never;
};

/** An object with these members and no others. */
export function objectOf<M extends Record<string, Member<unknown>>>(members: M): Check<Checked<M>> {
  return (place) => {
    if (!("members" in place.json)) return refuse(place, "must be an object, between { and }");
    const given = place.json.members;
    for (const [name, { line }] of given) {
      if (Object.hasOwn(members, name)) continue;
      const meant = nearest(name, Object.keys(members));
      const advice = meant ? `perhaps ${meant} was meant` : `there are ${Object.keys(members).join(", ")}`;
      place.problems.push({ line, message: `${inside(place.name, name)} is unknown: ${advice}` });
    }
    const checked = Object.entries(members).flatMap(([name, { check, isRequired }]) => {
      const json = given.get(name)?.value;
      const member = { ...place, name: inside(place.name, name) };
      if (json !== undefined) return [[name, check({ ...member, json })] as const];
      if (isRequired) {
        place.problems.push({ line: place.json.line, message: `${member.name} is missing` });
      }
      return [];
    });
    return Object.fromEntries(checked.filter(([, value]) => value !== undefined)) as Checked<M>;
  };
}

/** Notes that the value is not what it must be. */
export function refuse({ json, name, problems }: Place, expectation: string): undefined {
  const found = "scalar" in json ? `, not ${JSON.stringify(json.scalar)}` : "";
  problems.push({ line: json.line, message: `${name} ${expectation}${found}` });
}

/** The line of a member, or of the object when it has no such member. */
export function lineOf(json: LocatedJson, member?: string): number {
  const found = "members" in json && member !== undefined ? json.members.get(member) : undefined;
  return found?.line ?? json.line;
}

/** The value as it is, whatever it holds. */
export function plainValue(place: Place): unknown {
  return plainJson(place.json);
}

function inside(object: string, member: string): string {
  return object === "" ? member : `${object}.${member}`;
}
