import { describe, expect, expectTypeOf, test } from "vitest";
import type { Profile, ProfileAlias, ProfileId } from "@moncomptepro/profiles";
import type { CheckedSettings, SessionSettings } from "./checked-settings.js";
import { checkMembers } from "./members.js";
import type { AuthOptions, SessionOptions } from "./options.js";
import { SESSION_SETTINGS } from "./session-settings.js";
import { schemasOf, type Setting } from "./setting.js";
import { SETTINGS } from "./settings-table.js";

const all: [string, Setting][] = Object.entries(SETTINGS);
const variables = all.flatMap(([, { variable }]) => variable ?? []);

test("every option is a setting of the table, and gives it in a form that the table takes", () => {
  // Compared when the types of the tests are checked.
  type Options = AuthOptions<ProfileId | ProfileAlias | Profile, string>;
  type Read = "provider" | "providers";
  expectTypeOf<keyof AuthOptions>().toEqualTypeOf<keyof CheckedSettings>();
  expectTypeOf<keyof SessionOptions>().toEqualTypeOf<keyof SessionSettings>();
  expectTypeOf<Omit<CheckedSettings, Read>>().toExtend<Omit<Options, Read>>();
  expectTypeOf<NonNullable<AuthOptions["provider"]>>().toExtend<CheckedSettings["provider"]>();
});

test("each variable belongs to one setting, and is called after its option", () => {
  expect(new Set(variables).size).toBe(variables.length);
  for (const [option, { variable }] of all) {
    const expected = `MONCOMPTEPRO_${option.replace(/[A-Z]/g, "_$&").toUpperCase()}`;
    expect([undefined, expected]).toContain(variable);
  }
});

describe.each([
  ["createAuth()", SETTINGS],
  ["session", SESSION_SETTINGS],
])("the defaults of %s", (_where, table: Readonly<Record<string, Setting>>) => {
  const withDefault = Object.entries(table).filter(([, setting]) => setting.default !== undefined);

  test.each(withDefault)("%s takes its own default", (option, setting) => {
    const { checked, problems } = checkMembers({}, schemasOf({ [option]: setting }));
    expect(problems).toEqual([]);
    expect(checked[option]).toEqual(
      checkMembers({ [option]: setting.default }, schemasOf(table)).checked[option],
    );
  });
});
