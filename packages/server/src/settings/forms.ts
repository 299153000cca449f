import * as v from "valibot";

/** What a value must be; the value is read as `T`. */
export type Form<T> = v.GenericSchema<unknown, T>;

/** A text that isn't empty. */
export const text = (message: string): Form<string> =>
  v.pipe(v.string(message), v.trim(), v.nonEmpty(message));

/**
 * A list that isn't empty, of what each entry must be. An empty restriction is a mistake: it would let in every person,
 * or no one.
 */
export const list = (entry: Form<string>, message: string): Form<string[]> =>
  v.pipe(v.array(entry, message), v.minLength(1, message));

export const seconds = (minimum: 0 | 1): Form<number> =>
  v.pipe(
    v.number("must be a number of seconds"),
    v.safeInteger("must be whole seconds"),
    v.minValue(minimum, minimum === 1 ? "must be 1 second or more" : "must be 0 seconds or more"),
  );

/** A choice, also as a variable gives it. */
export const flag = (): Form<boolean> =>
  v.pipe(
    v.union([v.boolean(), v.string()], "must be true or false"),
    v.transform(String),
    v.picklist(["true", "false"], "must be true or false"),
    v.transform((value) => value === "true"),
  );

/** A requirement that is there or not: false would be a restriction that is none, and is left out instead. */
export const always = (): Form<true> => v.literal(true, "must be true, or left out");

/** A function. What it takes and gives cannot be checked before it is called. */
export const callable = <T extends (...given: never[]) => unknown>(): Form<T> =>
  v.function("must be a function") as unknown as Form<T>;

/** An object whose methods are all there, inherited ones included. */
export const objectWith = <T extends object>(what: string, methods: readonly (string & keyof T)[]): Form<T> =>
  v.custom<T>(
    (value) => hasMethods(value, methods),
    `is a ${what} without one of the methods ${methods.join(", ")}`,
  );

function hasMethods(value: unknown, names: readonly string[]): boolean {
  if (typeof value !== "object" || value === null) return false;
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === "function");
}

/** Levels of which one must be proven. */
export const levels = (): Form<string[]> => {
  const message = "must be a list of levels that is not empty";
  return list(text(message), message);
};
