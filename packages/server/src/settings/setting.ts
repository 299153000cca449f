import * as v from "valibot";
import type { Entries } from "./members.js";

/** One setting: everything that is known of it, at the one place where it is written down. */
interface Described<T> {
  /** The environment variable that gives it where the option is not given. */
  readonly variable?: string;
  /** Makes what it must be. Called when settings are checked, so that importing the package costs less. */
  readonly schema: () => v.GenericSchema<unknown, T>;
  /** What it is, in a sentence or two: also for the README. */
  readonly sentence: string;
  /**
   * Where it stands in an application of several providers: in the entry of each provider alone, or there too, where the
   * application's own holds for the entries that say nothing. Else it is the application's.
   */
  readonly ofProvider?: "alone" | "too";
  /** What the doc block of the option says besides. */
  readonly more?: string;
}

/** A setting that always has a value. */
type Present<T> = Described<T> & ({ readonly required: true } | { readonly default: T | Partial<T> });

/** A setting that may have no value. */
type Absent<T> = Described<T> & {
  /** What happens without it, in words. */
  readonly otherwise: string;
  /** It restricts who gets in, so that it may be left out, but not be undefined: see `checkMembers`. */
  readonly restricts?: true;
};

/** Settings by the name of their option, each with what it must be to become a member of the checked settings. */
export type SettingsTable<Checked> = {
  readonly [Name in keyof Checked]-?: object extends Pick<Checked, Name>
    ? Absent<NonNullable<Checked[Name]>>
    : Present<Checked[Name]>;
};

/** A setting of any table. */
export type Setting = Described<unknown> & {
  readonly required?: true;
  readonly default?: unknown;
  readonly otherwise?: string;
  readonly restricts?: true;
};

/** What the settings of a table must be, by the name of their option. */
export function schemasOf(table: Readonly<Record<string, Setting>>): Entries {
  return Object.fromEntries(Object.entries(table).map(([option, setting]) => [option, schemaOf(setting)]));
}

function schemaOf(setting: Setting): v.GenericSchema {
  const schema = setting.schema();
  if (setting.required) return schema;
  if (setting.default !== undefined) return v.optional(schema, setting.default);
  return setting.restricts ? v.exactOptional(schema) : v.optional(schema);
}
