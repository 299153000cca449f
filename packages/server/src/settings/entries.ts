import { findProfile, profiles, variablePrefix, type Profile } from "@moncomptepro/profiles";
import { isPlainObject } from "./members.js";
import { nearest } from "./nearest.js";
import type { Problem } from "./problem.js";
import type { Setting } from "./setting.js";
import { SETTINGS } from "./settings-table.js";

/** One of several providers, as the application gave it. */
export interface Entry {
  readonly id: string;
  /** The name of a profile of ours, or one of the application's own; undefined where there is none. */
  readonly provider: string | Profile | undefined;
  /** Settings of this provider. */
  readonly options: Readonly<Record<string, unknown>>;
}

/** It stands in routes and in the names of variables. */
const ID = /^[a-z][a-z\d]*(-[a-z\d]+)*$/i;
const LONGEST_ID = 40;

const FORM =
  "must hold the settings of each provider by its name, for example { proconnect: {}, franceconnect: {} }";

/** The settings that an entry may have. */
export const OF_PROVIDER: readonly string[] = settingsOf("alone", "too");
/** Those that are the application's nowhere, where there are several providers. */
export const OF_PROVIDER_ALONE: readonly string[] = settingsOf("alone");

function settingsOf(...kinds: (Setting["ofProvider"] & string)[]): string[] {
  return Object.entries<Setting>(SETTINGS).flatMap(([name, { ofProvider }]) =>
    ofProvider && kinds.includes(ofProvider) ? [name] : [],
  );
}

/**
 * The several providers of an application: those of the option `providers`, else the names of the variable.
 *
 * @returns undefined where there is one provider, or none can be read
 */
export function readEntries(
  options: Readonly<Record<string, unknown>>,
  named: string | undefined,
  problems: Problem[],
): Entry[] | undefined {
  if (Object.hasOwn(options, "providers")) {
    const { provider, providers } = options;
    if (provider !== undefined)
      problems.push({ setting: "providers", message: "and the option provider are both given: keep one" });
    if (isPlainObject(providers) && Object.keys(providers).length > 0)
      return distinct(
        Object.entries(providers).map(([id, given]) => readEntry(id, given, problems)),
        problems,
      );
    problems.push({ setting: "providers", message: FORM });
    return undefined;
  }
  if (options["provider"] !== undefined || !named?.includes(",")) return undefined;
  const names = named.split(",").map((name) => name.trim());
  if (names.includes("") || new Set(names).size < names.length) {
    const message = "must hold the name of each provider once, for example proconnect,franceconnect";
    problems.push({ setting: "provider", message });
    return undefined;
  }
  return distinct(
    names.map((id) => readEntry(id, {}, problems)),
    problems,
  );
}

function readEntry(id: string, given: unknown, problems: Problem[]): Entry {
  const refuse = (message: string, setting = ""): void =>
    void problems.push({ provider: id, setting, message });
  if (!ID.test(id) || id.length > LONGEST_ID) refuse("must have a name of letters, digits and single -");
  if (!isPlainObject(given)) {
    refuse("must be an object with settings of the provider: {} where variables say all");
    return { id, provider: nameOf(id, refuse), options: {} };
  }
  const { profile, ...options } = given;
  const known = [...OF_PROVIDER, "profile"];
  for (const name of Object.keys(options)) {
    if (known.includes(name)) continue;
    const meant = nearest(name, known);
    const isApplications = Object.hasOwn(SETTINGS, name);
    if (isApplications) refuse("is the application’s: give it beside providers", name);
    else refuse(`is unknown${meant ? `: perhaps ${meant} was meant` : ""}`, name);
  }
  const isOwn = Object.hasOwn(given, "profile");
  return {
    id,
    provider: isOwn ? ownProfile(id, profile, refuse) : nameOf(id, refuse),
    options: Object.fromEntries(Object.entries(options).filter(([name]) => known.includes(name))),
  };
}

type Refuse = (message: string, setting?: string) => void;

/** One of ours, by its name. */
function nameOf(id: string, refuse: Refuse): string | undefined {
  const found = findProfile(id);
  if (found && !found.deprecated) return id;
  const known = Object.keys(profiles).join(", ");
  refuse(
    found
      ? `is called ${found.profile.id} now`
      : `is unknown: it must be one of ${known}, or have a profile of your own`,
  );
  return undefined;
}

/** Its users bear the name of the entry, by which they are told apart. */
function ownProfile(id: string, given: unknown, refuse: Refuse): Profile | undefined {
  if (!isPlainObject(given)) {
    refuse("must be a profile", "profile");
    return undefined;
  }
  const profile = given as unknown as Profile;
  if (profile.id !== id) refuse(`must have the id ${id}, as the entry is called`, "profile");
  if (typeof profile.toUser !== "function") return profile;
  return { ...profile, toUser: (login) => ({ ...profile.toUser(login), provider: id }) };
}

/** Two names that read the same as variables would share them. */
function distinct(entries: Entry[], problems: Problem[]): Entry[] {
  for (const [index, { id }] of entries.entries()) {
    const other = entries.slice(0, index).find((each) => variablePrefix(each.id) === variablePrefix(id));
    if (other)
      problems.push({
        provider: id,
        setting: "",
        message: `has the same variables as ${other.id}: rename it`,
      });
  }
  return entries;
}
