/** Claims as a provider sends them: a JSON object. */
export type Claims = Readonly<Record<string, unknown>>;

/** A value as JSON has it, without `null` and without empty texts. */
export type Json = string | number | boolean | readonly Json[] | { readonly [name: string]: Json };

/** A claim that a login cannot do without is missing, or is not what it should be. */
export class ClaimError extends Error {
  override readonly name = "ClaimError";
  /** Name of the claim. */
  readonly claim: string;
  /** What is wrong with it; never its value, which may be personal data. */
  readonly reason: "missing" | "malformed";

  constructor(claim: string, reason: "missing" | "malformed") {
    super(`The claim "${claim}" is ${reason}.`);
    this.claim = claim;
    this.reason = reason;
  }
}

/** A non-empty text, else nothing: an empty string, `null` or another type is as good as absent. */
export function text(claims: Claims, name: string): string | undefined {
  return nonEmpty(claims[name]);
}

/** A text that must be there. */
export function requiredText(claims: Claims, name: string): string {
  const value = text(claims, name);
  if (value === undefined) throw new ClaimError(name, "missing");
  return value;
}

export function boolean(claims: Claims, name: string): boolean | undefined {
  const value = claims[name];
  return typeof value === "boolean" ? value : undefined;
}

export function finiteNumber(claims: Claims, name: string): number | undefined {
  const value = claims[name];
  return typeof value === "number" && Number.isFinite(value) ? value : undefined;
}

/** A list of texts; entries that are empty or of another type are left out. */
export function texts(claims: Claims, name: string): readonly string[] | undefined {
  const value = claims[name];
  if (!Array.isArray(value)) return undefined;
  return value.map(nonEmpty).filter((entry) => entry !== undefined);
}

/** A member that is an object; anything else, a list too, is as good as absent. */
export function record(claims: Claims, name: string): Claims | undefined {
  const value = claims[name];
  return isRecord(value) ? value : undefined;
}

/** A list of objects; entries of another type are left out. */
export function records(claims: Claims, name: string): readonly Claims[] | undefined {
  const value = claims[name];
  return Array.isArray(value) ? value.filter(isRecord) : undefined;
}

/** Levels of an object that are kept: one that is deeper was made to be so. */
const DEPTH = 8;

/** An object of the provider's own making, without what is empty; nothing where nothing is left. */
export function json(claims: Claims, name: string): Readonly<Record<string, Json>> | undefined {
  const value = claims[name];
  const cleaned = isRecord(value) ? clean(value, DEPTH) : undefined;
  return cleaned as Readonly<Record<string, Json>> | undefined;
}

function clean(value: unknown, depth: number): Json | undefined {
  if (typeof value === "string") return nonEmpty(value);
  if (typeof value === "boolean") return value;
  // Zero has one sign in JSON.
  if (typeof value === "number") return Number.isFinite(value) ? value + 0 : undefined;
  if (typeof value !== "object" || value === null || depth === 0) return undefined;
  if (Array.isArray(value)) {
    return filled(value.map((entry) => clean(entry, depth - 1)).filter((entry) => entry !== undefined));
  }
  const members = Object.entries(value).flatMap(([name, member]) => {
    const cleaned = name === "__proto__" ? undefined : clean(member, depth - 1);
    return cleaned === undefined ? [] : [[name, cleaned] as const];
  });
  return filled(Object.fromEntries(members));
}

/** The same object, or nothing where it has no member. */
export function filled<T extends object>(value: T): T | undefined {
  return Object.keys(value).length > 0 ? value : undefined;
}

function isRecord(value: unknown): value is Claims {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function nonEmpty(value: unknown): string | undefined {
  return typeof value === "string" ? value.trim() || undefined : undefined;
}

/** The members of an object that are not undefined; those that may be become optional. */
type Present<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as undefined extends T[K] ? K : never]?: Exclude<T[K], undefined>;
};

/** The same object without its undefined members: what is absent stays absent. */
export function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}
